/** Mutants of the rules of stock: holds, allocations, the ledger. */
import type { Mutant } from "./mutant.ts";

/** Of domain/inventory-*. */
export const STOCK_MUTANTS: readonly Mutant[] = [
  {
    name: "hold not repeated",
    breaks: "I3: a hold that is asked for twice takes units twice",
    file: "domain/inventory-step.ts",
    text: `  if (known !== null) {
    return isSamePromise(known, command)
      ? ok(holdAnswer(known))
      : fail({ reason: "hold_mismatch" });
  }
`,
    replacement: "",
  },
  {
    name: "tombstone removed",
    breaks: "R7: a hold that comes after its release is kept",
    file: "domain/inventory-step.ts",
    text: 'draft.holds.push({ status: "released", holdId, released, closedAt: draft.now });',
    replacement:
      'if (known !== null) draft.holds.push({ status: "released", holdId, released, closedAt: draft.now });',
  },
  {
    name: "allocation released",
    breaks: "I1: a release lets an allocation go without its units",
    file: "domain/inventory-step.ts",
    text: `if (known?.status === "committed") return fail({ reason: "hold_committed" });
`,
    replacement: "",
  },
  {
    name: "lapsed hold committed",
    breaks: "R8: the units of a lapsed hold are allocated without looking",
    file: "domain/inventory-step.ts",
    text: "if (parts === null) return refusedForGood(draft, holdId);",
    replacement: "if (parts === null) return ok({ allocations: [] });",
  },
  {
    name: "refused payment may have units later",
    breaks: "I9: a late copy of a refused commit allocates to an order that is cancelled",
    file: "domain/inventory-step.ts",
    text: '  draft.holds.push({ status: "released", holdId, released: 0, closedAt: draft.now });\n',
    replacement: "",
    // A copy that is late by more than the refund takes, and units that came in meanwhile.
    tests: "inventory-hold",
  },
  {
    name: "commit not repeated",
    breaks: "a commit that is asked for twice allocates twice",
    file: "domain/inventory-step.ts",
    text: `if (known?.status === "committed") return ok({ allocations: known.parts });
`,
    replacement: "",
  },
  {
    name: "units promised that are not there",
    breaks: "I2: a hold takes what is left and says it has all",
    file: "domain/inventory-ledger.ts",
    text: `    if (missing === 0) return parts;
  }
  return null;`,
    replacement: `    if (missing === 0) return parts;
  }
  return parts.length > 0 ? parts : null;`,
  },
  {
    name: "restock without limit",
    breaks: "I24: more comes back than was allocated",
    file: "domain/inventory-step.ts",
    text: `if (quantity > allocated) return fail({ reason: "nothing_allocated", allocated });
`,
    replacement: "",
  },
  {
    name: "expired hold keeps its units",
    breaks: "I1: time lets a hold go and not its units",
    file: "domain/inventory-step.ts",
    text: `moveParts(draft, "expire", hold);
`,
    replacement: "",
  },
];
