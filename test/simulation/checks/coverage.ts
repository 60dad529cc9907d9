/** What a run has to have met: a fault that never struck proves nothing. */
import { FAULT_NAMES, type FaultCounts } from "../faults.ts";
import { BRANCH_NAMES, type BranchCounts } from "./branches.ts";

/** @returns faults and branches that were met less often than they have to be */
export function missed(
  { faults, branches }: { readonly faults: FaultCounts; readonly branches: BranchCounts },
  least: { readonly fault: number; readonly branch: number },
): string[] {
  return [
    ...FAULT_NAMES.filter((name) => faults[name] < least.fault),
    ...BRANCH_NAMES.filter((name) => branches[name] < least.branch),
  ];
}
