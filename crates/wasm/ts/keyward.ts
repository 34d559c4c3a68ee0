/**
 * A check of a password in the page itself: the module's fixed buffers are written, one function is called, and the
 * lines it answers with are taken apart. Nothing is kept, and nothing is sent anywhere.
 */
import type { Preset, RuleId } from "./rules.js";

export type { Preset, RuleId };

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
 * a policy file, which may be given as it is; what only a server can judge changes nothing in a page.
 */
export interface Policy {
  id?: string;
  /** The preset; `nhs-appendix-a` if absent. */
  base?: Preset;
  min_length?: number;
  max_length?: number;
  alphabet?: "unicode" | "ascii";
  uppercase?: number;
  lowercase?: number;
  digit?: number;
  special?: number;
  unacceptable_character?: boolean;
  dictionary_word?: number;
  leet_word?: number;
  common_password?: "off" | "whole" | "contained";
  sequence?: number;
  date?: boolean;
  name?: boolean;
  personal?: boolean;
  history?: number;
  recycled?: boolean;
  other_account?: boolean;
  breached?: boolean;
  strength?: number;
  expires_after_days?: number;
  change_at_first_log_on?: boolean;
  lock_after_attempts?: number;
  /** Words of your organisation, which no password may hold: they count as `subjects` of every context. */
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
  input(): number;
  capacity(): number;
  output(): number;
  configure(length: number): number;
  check(length: number): number;
}

// In the order of the numbers by which the module knows the fields, from 1.
const FIELDS = [
  "operation", "username", "names", "email", "phone", "date_of_birth", "related", "subjects", "previous",
  "other_accounts",
] as const;
const TEXT = 0;
const SUBJECTS = 8;
const CHARACTERS = 11;

/** UTF-16 units; far more than any policy lets a password have, and little enough to leave room for the context. */
const LONGEST = 4096;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A policy and its word lists, ready to check. */
export class Keyward {
  #exports: Exports;
  #input: Uint8Array;
  #output: Uint8Array;
  #words: readonly string[];
  #rules: { rule: RuleId; clause: string; severity: Finding["severity"]; text: string }[];

  /** @internal */
  constructor(module: WebAssembly.Module, { policy = {}, language, disclosure }: Options = {}) {
    const exports = (this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports);
    // The memory never grows, so these never move.
    const { buffer } = exports.memory;
    this.#input = new Uint8Array(buffer, exports.input(), exports.capacity());
    this.#output = new Uint8Array(buffer, exports.output());
    const { words = [], ...rules } = typeof policy == "string" ? { base: policy } : policy;
    this.#words = words;
    let settings = "";
    // The preset goes first: it sets every rule.
    for (const [name, value] of Object.entries({ base: rules.base, language, disclosure, ...rules })) {
      if (value !== undefined) settings += `${name}\t${value}\n`;
    }
    const length = exports.configure(encoder.encodeInto(settings, this.#input).written);
    if (length < 0) throw new RangeError(this.#read(-length));
    this.#rules = this.#read(length).split("\n").map((line) => {
      const [rule, clause, severity, text] = line.split("\t") as [RuleId, string, Finding["severity"], string];
      return { rule, clause, severity, text };
    });
  }

  /** Judges a password. It is never cut, trimmed or changed, and is wiped from the module's memory before this returns. */
  check(password: string, context: Context = {}): Report {
    const used = this.#write(password, context);
    const length = used < 0 ? used : this.#exports.check(used);
    if (length < 0) throw new RangeError("context: too many entries or too long");
    const [verdict, ...lines] = this.#read(length).split("\n") as [string, ...string[]];
    // As bits, by the numbers of the rules.
    const [accepted, listed, met] = verdict.split("\t") as unknown as [number, number, number];
    return {
      accepted: +accepted > 0,
      findings: lines.map((line) => this.#finding(line)),
      requirements: this.#rules.flatMap(({ rule, text }, index) =>
        listed & (2 << index) ? [{ rule, met: (met & (2 << index)) > 0, text }] : [],
      ),
    };
  }

  #finding(line: string): Finding {
    const [number, start, end, found, message] = line.split("\t") as [string, string, string, string, string];
    const { text, ...rule } = this.#rules[+number - 1]!;
    const finding: Finding = rule;
    if (end) {
      finding.start = +start;
      finding.end = +end;
    }
    if (found) finding.found = found;
    if (message) finding.message = message;
    return finding;
  }

  /** Writes a request: for each field its number, its length and its text. Returns its length, or -1 if it does not fit. */
  #write(password: string, context: Context): number {
    const input = this.#input;
    let end = 0;
    const field = (number: number, text: string): void => {
      // A half of a surrogate pair has no place in UTF-8: a character that no password may have stands in for it.
      text = text.replace(/\p{Cs}/gu, "\uffff");
      const { read, written } = encoder.encodeInto(text, input.subarray(end + 3, end + 0x10000));
      if (end < 0 || read < text.length) {
        end = -1;
      } else {
        input[end] = number;
        input[end + 1] = written;
        input[end + 2] = written >> 8;
        end += 3 + written;
      }
    };
    if (password.length > LONGEST) field(CHARACTERS, "" + [...password].length);
    else field(TEXT, password);
    FIELDS.forEach((name, index) => {
      [context[name] ?? []].flat().forEach((text) => field(index + 1, text));
    });
    this.#words.forEach((word) => field(SUBJECTS, word));
    if (end < 0) input.fill(0);
    return end;
  }

  #read(length: number): string {
    const bytes = this.#output.subarray(0, length);
    const text = decoder.decode(bytes);
    bytes.fill(0);
    return text;
  }
}
