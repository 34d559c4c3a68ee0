/** The two ways in, the same for every place that the module's bytes can come from. */
import { Keyward, type Options } from "./keyward.js";

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
  const isModule = (wasm: Options["wasm"]): wasm is WebAssembly.Module => wasm instanceof WebAssembly.Module;
  return {
    async load(options = {}) {
      const { wasm } = options;
      if (isModule(wasm)) return new Keyward(wasm, options);
      if (wasm) return new Keyward(await WebAssembly.compile(wasm), options);
      return new Keyward((compiled ??= await WebAssembly.compile(await later())), options);
    },
    loadSync(options = {}) {
      const { wasm } = options;
      if (isModule(wasm)) return new Keyward(wasm, options);
      if (wasm) return new Keyward(new WebAssembly.Module(wasm), options);
      return new Keyward((compiled ??= new WebAssembly.Module(now())), options);
    },
  };
}
