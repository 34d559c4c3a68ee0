/** What the caller gives, copied before anything is made of it. */
import type { Options, Policy } from "./keyward.js";

/** What is an object's own, as it is now: nothing that any script has put into all objects, and nothing that changes later. */
export const own = <T extends object>(given: T): T => ({ __proto__: null, ...given });

/** The texts of a field that may have one, several or none. */
export const list = (given: unknown): string[] => [given ?? []].flat().map(String);

/** Options as they are when they are given, the policy as the lines that the module reads. */
export interface Taken {
  wasm: Options["wasm"];
  words: string[];
  settings: string;
}

/** Reads options, once. */
export function take(options: Options): Taken {
  const { wasm, policy = {}, language, disclosure } = own(options);
  const { base, words, id, ...rules } = own(typeof policy == "string" ? { base: policy } : policy) as Policy;
  // The preset goes first: it sets every rule. A value with a line break in it must not become two lines.
  const settings = Object.entries({ base, language, disclosure, ...rules }).map(([name, value]) =>
    value === undefined ? "" : [name, value].map((text) => `${text}`.replace(/[\t-\r]/g, "\0")).join("\t"),
  );
  return { wasm, words: list(words), settings: settings.join("\n") };
}
