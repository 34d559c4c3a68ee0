/**
 * A check of a password in the page itself: the module's fixed buffers are written, one function is called, and the
 * lines it answers with are taken apart. Nothing is kept, and nothing is sent anywhere.
 */
import type { PolicyKeys, Preset, RuleId } from "./rules.js";

export type { PolicyKeys, Preset, RuleId };

/** What is known of the account. All of it is optional; what is given makes the check stricter. */
export interface Context {
  /** `change` (the default) when the owner has typed the current password, `set` when somebody sets it for them. */
  operation?: "change" | "set";
  username?: string;
  /** Names of the owner, whole: `John Smith`. */
  names?: readonly string[];
  email?: string;
  phone?: string;
  /** `YYYY-MM-DD`. What is not a date of the calendar is passed over. */
  date_of_birth?: string;
  /** Relatives, pets, teams. */
  related?: readonly string[];
  /** Systems, projects, subjects of the information. */
  subjects?: readonly string[];
  /** Earlier passwords in clear, newest first: at a change, the current one. */
  previous?: readonly string[];
  /** Passwords of other accounts, in clear. */
  other_accounts?: readonly string[];
}

/** One rule's objection. */
export interface Finding {
  rule: RuleId;
  /** The clause of the policy's document, or the empty string. */
  clause: string;
  severity: "violation" | "advice";
  /** Where in the password, in UTF-16 units, as `slice` counts; absent if it is not about one place. */
  start?: number;
  end?: number;
  /** The word that was read there, for the typist's eyes only. */
  found?: string;
  /** What is wrong and what to do, for whoever `disclosure` says will read it; absent for a log. */
  message?: string;
}

/** One line of a checklist. */
export interface Requirement {
  rule: RuleId;
  met: boolean;
  /** What is required, to follow a bullet point. */
  text: string;
}

/** What a check says. */
export interface Report {
  /** Whether the password may be used: no finding is a violation. */
  accepted: boolean;
  /** At most one a rule, in the order of the rules. */
  findings: Finding[];
  /** The checklist to show beside the field, and every other rule that objects. */
  requirements: Requirement[];
}

/**
 * A policy: a preset to start from, and what is different. `0`, `false` or `off` turns a rule off. The keys are those of
 * a policy file, which may be given as it is unless it has `readings` of its own; what only a server can judge changes
 * nothing in a page.
 */
export interface Policy extends PolicyKeys {
  id?: string;
  /** The preset; `nhs-appendix-a` if absent. */
  base?: Preset;
  /** Words of your organisation, which no password may hold; they count as `subjects` do, also where `personal` is off. */
  words?: readonly string[];
}

/** How to check. */
export interface Options {
  /** A preset's name or a policy; `nhs-appendix-a` if absent. */
  policy?: Preset | Policy;
  /** The language of the texts; English if absent. */
  language?: "en" | "cy";
  /** Who will read the report: `private`, the typist, if absent. `desk` and `log` are not told places or words. */
  disclosure?: "private" | "desk" | "log";
  /** The module, if the page has it already or keeps it somewhere else. */
  wasm?: BufferSource | WebAssembly.Module;
}

interface Exports {
  memory: WebAssembly.Memory;
  buffers(): number;
  configure(length: number): number;
  check(length: number): number;
}

/** What a rule is called, its clause, its severity, and what it requires. */
type Rule = [RuleId, string, Finding["severity"], string];

// In the order of the numbers by which the module knows the fields, from 1.
const FIELDS = [
  "operation", "username", "names", "email", "phone", "date_of_birth", "related", "subjects", "previous",
  "other_accounts",
] as const;
const TEXT = 0;
const CHARACTERS = 11;
const WORD = 12;

/** Bytes of a request, so that two say how long a field is; the module refuses more. Behind them lies the answer. */
const ANSWER = 0x10000;

/** UTF-16 units; far more than any policy lets a password have, and little enough to leave room for the context. */
const LONGEST = 4096;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A policy and its word lists, ready to check. */
export class Keyward {
  #exports: Exports;
  #buffers: Uint8Array;
  #words: readonly string[];
  #rules: Rule[];

  /** @internal */
  constructor(module: WebAssembly.Module, { policy = {}, language, disclosure }: Options = {}) {
    const exports = (this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports);
    // The memory never grows, so this never moves.
    this.#buffers = new Uint8Array(exports.memory.buffer, exports.buffers());
    const { words = [], id, ...rules } = typeof policy == "string" ? { base: policy } : policy;
    this.#words = words;
    let settings = "";
    // The preset goes first: it sets every rule.
    for (const [name, value] of Object.entries({ base: rules.base, language, disclosure, ...rules })) {
      if (value !== undefined) settings += `${name}\t${value}\n`;
    }
    const { written } = encoder.encodeInto(settings, this.#buffers.subarray(0, ANSWER));
    this.#rules = this.#read(exports.configure(written)) as Rule[];
  }

  /** Judges a password. It is never cut, trimmed or changed, and is wiped from the module's memory before this returns. */
  check(password: string, context: Context = {}): Report {
    // Numbers as text, which operators read: the verdict; as bits, by the numbers of the rules, what is listed and met.
    const [[accepted, listed, met], ...findings] = this.#read(
      this.#exports.check(this.#write(password, context)),
    ) as unknown as [[number, number, number], ...string[][]];
    return {
      accepted: accepted > 0,
      findings: findings.map(([number, start, end, found, message]) => {
        const [rule, clause, severity] = this.#rules[+number! - 1]!;
        return {
          rule, clause, severity,
          ...(end && { start: +start!, end: +end }),
          ...(found && { found }),
          ...(message && { message }),
        };
      }),
      requirements: this.#rules.flatMap(([rule, , , text], index) =>
        listed & (2 << index) ? { rule, met: (met & (2 << index)) > 0, text } : [],
      ),
    };
  }

  /** Writes a request: for each field its number, its length and its text. Returns its length, or more than fits. */
  #write(password: string, context: Context): number {
    const request = this.#buffers.subarray(0, ANSWER);
    let end = 0;
    const field = (number: number, text: string): void => {
      // A half of a surrogate pair has no place in UTF-8: a character that no password may have stands in for it.
      text = `${text}`.replace(/\p{Cs}/gu, "\uffff");
      const { read, written } = encoder.encodeInto(text, request.subarray(end + 3));
      request[end++] = number;
      request[end++] = written;
      request[end++] = written >> 8;
      end += read < text.length ? ANSWER : written;
    };
    if (password.length > LONGEST) field(CHARACTERS, "" + [...password].length);
    else field(TEXT, password);
    FIELDS.forEach((name, index) => [context[name] ?? []].flat().forEach((text) => field(index + 1, text)));
    this.#words.forEach((word) => field(WORD, word));
    return end;
  }

  /** The lines of an answer, and the columns of each. A refusal, whose length is below nought, is thrown. */
  #read(length: number): string[][] {
    const bytes = this.#buffers.subarray(ANSWER, ANSWER + Math.abs(length));
    const text = decoder.decode(bytes);
    bytes.fill(0);
    if (length < 0) throw new RangeError(text);
    return text.split("\n").map((line) => line.split("\t"));
  }
}
