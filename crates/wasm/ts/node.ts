/** keyward in Node: the module is read from the disk when it is first wanted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { entry } from "./entry.js";

export * from "./keyward.js";

export const [load, loadSync] = entry(() => readFileSync(join(import.meta.dirname, "keyward.wasm")));
