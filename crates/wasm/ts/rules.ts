// Made from the tables in crates/core/src by `cargo xtask npm`; do not edit.

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
  | "weak";

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
