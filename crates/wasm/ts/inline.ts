/** keyward in one file, for bundlers that do not copy files: the module is part of the script. */
import { entry } from "./entry.js";
import bytes from "keyward.wasm";

export * from "./keyward.js";

export const [load, loadSync] = entry(() => bytes);
