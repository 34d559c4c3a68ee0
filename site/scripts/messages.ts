/** What the page and its worker say to each other. */
import type { Context, Options, Report } from "keyward/inline";

export type Request =
  | { kind: "configure"; options: Options }
  | { kind: "check"; password: string; context: Context }
  | { kind: "batch"; file: Blob }
  | { kind: "stop" };

/** What a file came to. Nothing of its lines is in it. */
export interface Counts {
  lines: number;
  accepted: number;
  /** How many lines each rule objects to. */
  rules: [rule: string, count: number][];
  /** The share of the file that was read, from 0 to 1. */
  read: number;
  done: boolean;
}

export type Answer =
  | { kind: "configured"; error?: string }
  | { kind: "report"; report: Report }
  | { kind: "failed"; error: string }
  | { kind: "counts"; counts: Counts };

/** A message with the number of the request that it belongs to. */
export type Numbered<T> = T & { id: number };
