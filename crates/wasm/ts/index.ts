/**
 * keyward in a browser or a worker: the module lies beside this file, and bundlers copy it. A browser cannot read a file
 * at once, so `loadSync` takes `options.wasm` here; `keyward/inline` needs nothing.
 */
import { entry } from "./entry.js";

export * from "./keyward.js";

export const [load, loadSync] = entry(
  () => {
    throw TypeError("loadSync: give wasm, or import keyward/inline");
  },
  async () => {
    const response = await fetch(new URL("./keyward.wasm", import.meta.url));
    if (!response.ok) throw Error(`${response.url}: ${response.status}`);
    return response.arrayBuffer();
  },
);
