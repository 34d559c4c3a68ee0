// Made by `cargo xtask tables`; do not edit.

/** The stable identifiers of the rules. */
export type RuleId =
  | "min_length"
  | "max_length"
  | "uppercase"
  | "lowercase"
  | "digit"
  | "special"
  | "unacceptable_character"
  | "dictionary_word"
  | "leet_word"
  | "common_password"
  | "sequence"
  | "date"
  | "name"
  | "personal"
  | "reused"
  | "recycled"
  | "other_account"
  | "breached"
  | "weak"
  | "forbidden_character"
  | "classes"
  | "repeated"
  | "palindrome"
  | "guessable";

/** The policies that come with keyward. */
export type Preset =
  | "nhs-appendix-a"
  | "hw-5.3.2"
  | "nist-800-63b-4-single"
  | "nist-800-63b-4-mfa"
  | "owasp-asvs-5-l1"
  | "cyber-essentials-12"
  | "nhsuk-service-manual"
  | "ncsc-three-words";

/** What a policy asks for. */
export interface PolicyKeys {
  /** The fewest characters, counted as people count them (extended grapheme clusters). Values: a whole number from 1 to 256, or 0: the rule is off. */
  min_length?: number;
  /** The most characters (Unicode scalar values). A longer password is refused, never cut. Values: a whole number from 1 to 256. */
  max_length?: number;
  /** Which characters count as letters and digits: those of Unicode, or only A to Z, a to z and 0 to 9. */
  alphabet?: "unicode" | "ascii";
  /** The fewest capital letters. Values: a whole number from 1 to 255, or 0: the rule is off. */
  uppercase?: number;
  /** The fewest lower case letters. Values: a whole number from 1 to 255, or 0: the rule is off. */
  lowercase?: number;
  /** The fewest numbers. Values: a whole number from 1 to 255, or 0: the rule is off. */
  digit?: number;
  /** The fewest special characters: neither letters nor numbers nor spaces. Values: a whole number from 1 to 255, or 0: the rule is off. */
  special?: number;
  /** Whether control characters, and those that Unicode has not assigned or left to private use, are refused. */
  unacceptable_character?: boolean;
  /** The letters that a dictionary word must have to be refused, anywhere in the password. Words of an organisation's own dictionary are always refused. Values: a whole number from 5 to 31, or 0: the rule is off. */
  dictionary_word?: number;
  /** The letters that a word in disguise, such as M0nd4y, must have to be refused. With any number, all of an organisation's own dictionary are. Values: a whole number from 5 to 31, or 0: the rule is off. */
  leet_word?: number;
  /** How the list of common passwords is applied: not; to whole passwords; to whole passwords and what people make of one to reach a length (`fitted`: something put before or after it, it twice, runs and repeats); or to any part. */
  common_password?: "off" | "whole" | "fitted" | "contained";
  /** The shortest run that is refused: along the alphabet, the digits or the keyboard, or one character repeated. Values: a whole number from 3 to 31, or 0: the rule is off. */
  sequence?: number;
  /** Whether calendar dates are refused. */
  date?: boolean;
  /** Whether common names of people, places and teams are refused. */
  name?: boolean;
  /** Whether what is known of the account and its owner is refused. */
  personal?: boolean;
  /** How many of the last passwords may not be used again. Values: a whole number from 1 to 24, or 0: `reused` and `recycled` are off. */
  history?: number;
  /** Whether passwords made by changing one of the last ones are refused. */
  recycled?: boolean;
  /** Whether passwords of other accounts, and changed ones, are refused. */
  other_account?: boolean;
  /** Whether leaked passwords are refused. A breach filter must then be given (`keyward check --breached`), and giving one turns the rule on; a page in a browser has none and leaves the rule out. */
  breached?: boolean;
  /** The lowest zxcvbn score without advice. It never decides. Values: a whole number from 1 to 4, or 0: the rule is off. */
  strength?: number;
  /** The only characters that a password may have: `upper, lower, digit, [-_.]`. `unicode` is all of them. */
  allowed_characters?: string;
  /** Characters that a password may not have: `[<>&]`. */
  forbidden_characters?: string;
  /** How many of the four classes must be there: capital letters, lower case letters, numbers, special characters. Values: a whole number from 1 to 4, or 0: the rule is off. */
  classes?: number;
  /** The length from which a password need not have the characters that `uppercase`, `lowercase`, `digit`, `special` and `classes` count. Values: a whole number from 1 to 256, or 0: never. */
  relaxed_from?: number;
  /** What a password of `relaxed_from` characters or more need not meet: the counts alone, or with `patterns` also what is refused for something inside a password: words, names, dates, sequences, repeats and palindromes. Whole common passwords, what is known of the account and earlier passwords are refused at any length. */
  relaxed?: "counts" | "patterns";
  /** The most times that the same character may come in a row. Values: a whole number from 1 to 31, or 0: the rule is off. */
  repeated?: number;
  /** Whether a password that is the same backwards is refused. */
  palindrome?: boolean;
  /** Whether a password is refused that is the user name, the email address, the part before its @ or a whole name, also with a few numbers or symbols around it, twice or backwards. `personal` refuses more. */
  own_details?: boolean;
  /** The letters that a word of `words` must have for a password to be refused that has it with one letter wrong, left out, added, or two swapped (`Contosso` where `Contoso` is barred). Measured with 20 words barred: with 6 letters none of 300,000 random passwords of 12 characters is refused, 1 in 660 of three words of four letters run together, 1 in 120 of three longer ones; with 7 letters 1 in 8,000 and 1 in 2,200 of these. Values: a whole number from 6 to 31, or 0: the rule is off. */
  near_words?: number;
  /** The fewest bits that the cheapest explanation of a password may cost, as known pieces (names, words, common passwords, dates, patterns) and characters that nothing explains. Values: a whole number from 1 to 60, or 0: the rule is off. */
  guessable?: number;
  /** Days after which a password must be changed. Values: a whole number from 1 to 3650, or 0: never. */
  expires_after_days?: number;
  /** Whether a new or reset password must be changed at the first log-on. */
  change_at_first_log_on?: boolean;
  /** Wrong attempts in a row after which the account is locked. Values: a whole number from 1 to 100, or 0: never. */
  lock_after_attempts?: number;
}
