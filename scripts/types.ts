/** `npm run types`: writes the generated types of every Worker's bindings. */
import { writeEnvTypes } from "./env-types.ts";

const changed = writeEnvTypes();
console.log(changed.length > 0 ? `Wrote ${changed.join(", ")}` : "Every env.gen.ts is up to date");
