/** The two ways in, the same for every place that the module's bytes can come from. */
import { Keyward, type Options } from "./keyward.js";
import { take } from "./options.js";

/** `load` and `loadSync` for a module that lies at hand (`now`) or has to be fetched (`later`). It is compiled once. */
export function entry(
  now: () => BufferSource,
  later: () => BufferSource | Promise<BufferSource> = now,
): {
  /** Compiles the module, the first time, and makes a validator. */
  load(options?: Options): Promise<Keyward>;
  /** Makes a validator at once. */
  loadSync(options?: Options): Keyward;
} {
  let compiled: WebAssembly.Module | undefined;
  const { Module, compile } = WebAssembly;
  return {
    async load(options = {}) {
      const taken = take(options);
      const wasm = taken.wasm ?? (compiled ??= await compile(await later()));
      return new Keyward(wasm instanceof Module ? wasm : await compile(wasm), taken);
    },
    loadSync(options = {}) {
      const taken = take(options);
      const wasm = taken.wasm ?? (compiled ??= new Module(now()));
      return new Keyward(wasm instanceof Module ? wasm : new Module(wasm), taken);
    },
  };
}
