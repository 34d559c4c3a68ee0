//! Checks a new password against a written policy and says why not.
//!
//! ```
//! use keyward::{Context, Policy, Validator};
//!
//! let validator = Validator::new(Policy::NHS_APPENDIX_A);
//! let report = validator.check("Wq7#Nv!2pZ", &Context::default());
//! assert!(report.accepted());
//! ```

#![forbid(unsafe_code)]

pub mod breached;
mod explain;
pub mod history;
mod lint;
mod password_rules;
mod policy_file;
#[cfg(feature = "strength")]
mod strength;
mod suggest;
mod validator;

pub use explain::{ExplainFormat, explain};
pub use keyward_core::*;
pub use lint::{Relation, Remark, Standard, lint};
pub use password_rules::{BrowserGenerator, Meets, PasswordRules, browser_generators};
pub use policy_file::{NamedPolicy, PolicyFileError, policy_file_reference, presets_reference};
#[cfg(feature = "strength")]
pub use strength::Strength;
pub use suggest::{Style, SuggestError, Suggester, Suggestion, initials, read_aloud};
pub use validator::Validator;

/// The examples of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
