/** What the caller gives, copied before anything is made of it. */
import type { Options, Policy } from "./keyward.js";

/** What is an object's own, as it is now: nothing that any script has put into all objects, and nothing that changes later. */
export const own = <T extends object>(given?: T): T => ({ __proto__: null, ...given }) as unknown as T;

/** The texts of a field that may have one, several or none. */
export const list = (given: unknown): string[] => [given ?? []].flat().map(String);

/** Options as they are when they are given: the module, the policy's words, and the rest as the lines that the module reads. */
export type Taken = [wasm: Options["wasm"], words: string[], settings: string];

/** Reads options, once. The module refuses one that it does not know, as it does a key of a policy. */
export const take = (options?: Options): Taken => {
  const { wasm, policy, ...others } = own(options);
  const { base, words, id, ...rules } = own(typeof policy == "string" ? { base: policy } : policy) as Policy;
  // The preset goes first: it sets every rule. A value with a line break in it must not become two lines.
  const settings = Object.entries({ base, ...others, ...rules }).map((setting) =>
    setting[1] === undefined ? "" : setting.map((text) => `${text}`.replace(/[\t-\r]/g, "\0")).join("\t"),
  );
  return [wasm, list(words), settings.join("\n")];
};
