/** The two ways in, the same for every place that the module's bytes can come from. */
import { Keyward, type Options } from "./keyward.js";
import { take } from "./options.js";

export interface Load {
  /** Compiles the module, the first time, and makes a validator. */
  (options?: Options): Promise<Keyward>;
}

export interface LoadSync {
  /** Makes a validator at once. */
  (options?: Options): Keyward;
}

/** `load` and `loadSync` for a module that lies at hand (`now`) or has to be fetched (`later`). It is compiled once. */
export const entry = (
  now: () => BufferSource,
  later: () => BufferSource | Promise<BufferSource> = now,
): [load: Load, loadSync: LoadSync] => {
  let compiled: WebAssembly.Module | undefined;
  const { Module, compile } = WebAssembly;
  return [
    async (options) => {
      let [wasm, ...taken] = take(options);
      wasm ??= compiled ??= await compile(await later());
      return new Keyward(wasm instanceof Module ? wasm : await compile(wasm), ...taken);
    },
    (options) => {
      let [wasm, ...taken] = take(options);
      wasm ??= compiled ??= new Module(now());
      return new Keyward(wasm instanceof Module ? wasm : new Module(wasm), ...taken);
    },
  ];
};
