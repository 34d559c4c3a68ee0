// Made from the table in crates/core/src/rule.rs by `cargo xtask npm`; do not edit.

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
