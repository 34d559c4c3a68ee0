/**
 * A check of a password in the page itself: the module's fixed buffers are written, one function is called, and the
 * lines it answers with are taken apart. Nothing is kept, and nothing is sent anywhere.
 */
import { list, own } from "./options.js";
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
  check(length: number, verdictAlone: number): number;
}

/** What a rule is called, its clause, its severity, and what it requires. */
type Rule = [RuleId, string, Finding["severity"], string];

/** Bytes of a request, so that two say how long a field is; the module refuses more. Behind them lies the answer. */
const ANSWER = 0x10000;
const BUFFERS = 0x14000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes a text, and says how many bytes it has: more than the module takes if they did not all fit. */
const write = (text: string, room: Uint8Array): number => {
  // A half of a surrogate pair has no place in UTF-8: a character that no password may have stands in for it.
  const { read, written } = encoder.encodeInto(text.replace(/\p{Cs}/gu, "\uffff"), room);
  return read < text.length ? BUFFERS : written;
};

/** A policy and its word lists, ready to check. */
export class Keyward {
  #exports: Exports;
  #buffers: Uint8Array;
  #words: string[];
  /** By their numbers. What would be the first is the names of a context's fields, in the order of theirs. */
  #rules: Rule[];

  /** @internal */
  constructor(module: WebAssembly.Module, words: string[], settings: string) {
    const exports = (this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports);
    // The memory never grows, so this never moves.
    this.#buffers = new Uint8Array(exports.memory.buffer, exports.buffers(), BUFFERS);
    this.#words = words;
    this.#rules = this.#read(exports.configure(write(settings, this.#buffers))) as Rule[];
  }

  /** Whether a password may be used: what `check` says of it in `accepted`, sooner. */
  accepts(password: string, context?: Context): boolean {
    return (this.#ask(password, context, 1)[0]![0] as unknown as number) > 0;
  }

  /** Judges a password. It is never cut, trimmed or changed, and is wiped from the module's memory before this returns. */
  check(password: string, context?: Context): Report {
    // Numbers as text, which operators read: the verdict; as bits, by the numbers of the rules, what is listed and met.
    const [[accepted, listed, met], ...findings] = this.#ask(password, context, 0) as unknown as [
      [number, number, number],
      ...string[][],
    ];
    return {
      accepted: accepted > 0,
      findings: findings.map(([number, start, end, found, message]) => {
        const [rule, clause, severity] = this.#rules[number as unknown as number]!;
        return {
          rule, clause, severity,
          ...(end && { start: +start!, end: +end }),
          ...(found && { found }),
          ...(message && { message }),
        };
      }),
      requirements: this.#rules.flatMap(([rule, , , text], index) =>
        listed & (1 << index) ? { rule, met: (met & (1 << index)) > 0, text } : [],
      ),
    };
  }

  /** Writes a request, for each field its number, its length and its text, and reads the answer. */
  #ask(password: string, context: Context | undefined, verdictAlone: number): string[][] {
    if (typeof password != "string") throw TypeError("password: must be a string");
    // All is read before any of it is written: a getter of the caller's may throw, or check another password meanwhile.
    const given = own(context);
    // Far more than any policy lets a password have, and little enough to leave room for the context: only how long it is goes over.
    const long = password[4096];
    const fields = [
      long ? [] : password, ...(this.#rules[0] as string[]).map((name) => given[name as keyof Context]), long ? [...password].length : [], this.#words,
    ].map(list);
    const buffers = this.#buffers;
    let end = 0;
    try {
      fields.map((texts, number) =>
        texts.map((text) => {
          const written = write(text, buffers.subarray(end + 3));
          buffers[end++] = number;
          buffers[end++] = written;
          buffers[end++] = written >> 8;
          end += written;
        }),
      );
      // The module wipes the request that it has read.
      return this.#read(this.#exports.check(end, verdictAlone));
    } catch (error) {
      // Where anything went wrong, all of it.
      buffers.fill(0);
      throw error;
    }
  }

  /** The lines of an answer, and the columns of each. A refusal, whose length is below nought, is thrown. */
  #read(length: number): string[][] {
    const bytes = this.#buffers.subarray(ANSWER, ANSWER + Math.abs(length));
    const text = decoder.decode(bytes);
    bytes.fill(0);
    if (length < 0) throw RangeError(text);
    return text.split("\n").map((line) => line.split("\t"));
  }
}
