/** A policy as it is written in a file, in TOML, and where a mistake is. */
import type { Policy } from "keyward/inline";
import { parse } from "toml";

/** What is wrong, and in which line, counted from 1. */
export interface Mistake {
  line: number;
  text: string;
}

/** The line in which a key is given its value; the first if there is none. */
export function lineOf(text: string, key: string): number {
  const found = text.split("\n").findIndex((line) => line.split("=")[0]!.trim().replace(/^["']|["']$/g, "") === key);
  return Math.max(0, found) + 1;
}

/** Reads a policy; what the keys mean is checked by keyward. */
export function readPolicy(text: string): Policy | Mistake {
  let policy: Record<string, unknown>;
  try {
    policy = parse(text) as Record<string, unknown>;
  } catch (error) {
    const { line, message, found, location } = error as {
      line?: number; message: string; found?: string | null; location?: { start: { line: number; column: number } };
    };
    if (!location) return { line: line ?? 1, text: message };
    // The parser lists all that could stand there, which is of no help.
    const what = found === null || found === undefined ? "something is missing" : `${JSON.stringify(found)} cannot stand`;
    return { line: location.start.line, text: `${what} at column ${location.start.column}` };
  }
  if ("readings" in policy) {
    return { line: lineOf(text, "readings"), text: "readings: a page has the standard table; the command and the server take one of your own" };
  }
  return policy as Policy;
}

/** Where keyward's word on a policy belongs: it begins with the key. */
export function mistake(text: string, error: string): Mistake {
  return { line: lineOf(text, error.split(":")[0]!), text: error };
}
