//! Checks a new password against a written policy and says why not.
//!
//! ```
//! use keyward::{Context, Policy, Validator};
//!
//! let validator = Validator::new(Policy::NHS_APPENDIX_A);
//! let report = validator.check("Wq7#Nv!2pZ", &Context::default());
//! assert!(report.accepted());
//! ```
//!
//! # What a person is told
//!
//! A report has every finding at once. How much its message says depends on who reads it: only [`Disclosure::Private`], for the
//! person who typed the password, says what is in it.
//!
//! ```
//! use keyward::{Context, Disclosure, Language, Policy, Rule, Validator};
//!
//! let validator = Validator::new(Policy::NHS_APPENDIX_A);
//! let report = validator.check("FarmHairTree83*", &Context::default());
//! let finding = report.finding(Rule::Special).unwrap();
//! assert_eq!(
//!     validator.message(&finding, Disclosure::Desk, Language::English).to_string(),
//!     "Special characters: use at least 2 special characters, such as ! £ or %."
//! );
//! assert_eq!(validator.policy().clause(finding.rule), "WE-C6");
//! ```
//!
//! # A policy of one's own
//!
//! A [`NamedPolicy`] is a preset, a file, or a [`Policy`] made in code; a mistake in a file is told with its line.
//!
//! ```
//! use keyward::{Context, NamedPolicy, Rule, Validator};
//!
//! let policy = NamedPolicy::from_toml("base = 'nhs-appendix-a'\nmin_length = 14\nwords = ['Riverside']")?;
//! let report = Validator::new(policy).check("My!Riverside#7", &Context::default());
//! assert!(report.finding(Rule::MinLength).is_none() && report.finding(Rule::Personal).is_some());
//! # Ok::<(), keyward::PolicyFileError>(())
//! ```
//!
//! # A word list of one's own
//!
//! `keyward dict build` compiles one into a file, or [`compile_word_list`] does so here.
//!
//! ```
//! use keyward::dictionary::Dictionary;
//! use keyward::{Context, Policy, Rule, Validator, compile_word_list};
//!
//! let blob = compile_word_list("Zorblax\nYsbyty Gwynedd\n", "wards.txt")?;
//! let validator = Validator::new(Policy::NHS_APPENDIX_A).with_dictionary(Dictionary::open(&blob)?);
//! assert!(validator.check("Z0rbl4xQW!2#", &Context::default()).finding(Rule::LeetWord).is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Earlier passwords
//!
//! A password that was typed at a change is given in clear, in [`Context::previous`]. Those before it are kept as hashes, one a
//! line: a [`History`](history::History) is read from such a text with `parse` and written with `to_string`.
//!
//! ```
//! use keyward::history::{HistoryMode, History, Params, Search};
//! use keyward::{Context, Policy, Rule, Validator};
//!
//! let mut history = History::new();
//! # let cost = Params::new(8, 1, 1)?;
//! # #[cfg(any())]
//! let cost = Params::DEFAULT;
//! history.add("Wq7#Nv!2pZ", &cost, b"16 random bytes!")?;
//! let history: History = history.to_string().parse()?;
//!
//! let validator = Validator::new(Policy::NHS_APPENDIX_A);
//! let (context, search) = (Context::default(), Search::DEFAULT);
//! let report = validator.check_with_history("Wq7#Nv!3pZ", &context, &history, HistoryMode::IfAccepted, &search)?;
//! assert!(report.finding(Rule::Recycled).is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! `serde` makes identifiers and dates strings of any format of serde. `strength` adds zxcvbn's estimate (`Strength`) and the advice [`Rule::Weak`] of a policy with a floor of strength. Without it
//! such a policy is judged without that advice; what is accepted is the same, as advice refuses nothing.

#![forbid(unsafe_code)]

mod answer;
pub mod breached;
mod excerpt;
mod explain;
mod gecos;
pub mod history;
mod lint;
mod owned_context;
mod password_rules;
mod policy_file;
#[cfg(feature = "strength")]
mod strength;
mod suggest;
mod usable;
mod validator;
mod word_list;

pub use answer::{Answer, JsonAnswers, not_utf8};
pub use explain::{ExplainFormat, explain};
pub use gecos::Gecos;
pub use keyward_core::{
    Alphabet, Blocklist, Characters, CharactersError, Clauses, Context, Contradiction, Date, Detail,
    Disclosure, EURO, Finding, Key, Kind, Known, Language, Lifecycle, Lists, MAX_CHARACTERS, Message,
    MostUsed, Operation, POUND, PRESETS, Policy, Preset, Readings, ReadingsError, Relaxed, Report,
    Requirement, Rule, Run, Severity, Span, StandardLists, TextError, TooMuch, UNICODE_VERSION, Value,
    accepts, check, check_into, dictionary, lifecycle, presets, recycled,
};
pub use lint::{Relation, Remark, Standard, lint};
pub use owned_context::OwnedContext;
pub use password_rules::{
    BrowserGenerator, FromPasswordRules, Meets, PasswordRules, PasswordRulesError, ReadRules,
    browser_generators,
};
pub use policy_file::{
    NamedPolicy, PolicyFileError, policy_file_reference, policy_file_schema, presets_reference,
};
#[cfg(feature = "strength")]
pub use strength::Strength;
pub use suggest::{Style, SuggestError, Suggester, Suggestion, initials, read_aloud};
pub use validator::Validator;
pub use word_list::{WordListError, compile_word_list};

/// The examples of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
