//! What comes over the border, by the names that cbindgen.toml gives their C types for.

use std::ffi::{c_char, c_void};

use crate::border::{Buffer, In, Out};
use crate::numbers::{Rule, Severity, Standing};
use crate::{context, history, policy, report, suggestion};

/// `const char *`
pub type Utf8 = In<u8>;

/// `const uint16_t *`
pub type Utf16 = In<u16>;

/// `const uint8_t *`
pub type Bytes = In<u8>;

/// `char *`
pub type Utf8Buffer = Buffer<u8>;

/// `uint16_t *`
pub type Utf16Buffer = Buffer<u16>;

/// `const char **`
pub type OutText = Out<*const u8>;

/// `size_t *`
pub type OutSize = Out<usize>;

/// `bool *`
pub type OutBool = Out<bool>;

/// `keyward_rule *`
pub type OutRule = Out<Rule>;

/// `keyward_severity *`
pub type OutSeverity = Out<Severity>;

/// `keyward_standing *`
pub type OutStanding = Out<Standing>;

/// `uint32_t *`
pub type OutNumber32 = Out<u32>;

/// `uint64_t *`
pub type OutNumber64 = Out<u64>;

/// `double *`
pub type OutReal = Out<f64>;

/// `bool`, as the byte it is, since Rust may not be handed any byte but 0 and 1 for one of its own.
pub type Flag = u8;

/// `keyward_policy **`
pub type OutPolicy = Out<*mut policy::Policy>;

/// `keyward_context **`
pub type OutContext = Out<*mut context::Context>;

/// `keyward_report **`
pub type OutReport = Out<*mut report::Report>;

/// `keyward_history **`
pub type OutHistory = Out<*mut history::History>;

/// `keyward_suggestion **`
pub type OutSuggestion = Out<*mut suggestion::Suggestion>;

/// `const char *`, which is never NULL
pub type Lent = *const c_char;

/// `uint8_t *`
pub type BytesBuffer = Buffer<u8>;

/// `const keyward_policy *`
pub type GivenPolicy<'a> = Option<&'a policy::Policy>;

/// `keyward_policy *`
pub type GivenPolicyMut<'a> = Option<&'a mut policy::Policy>;

/// `keyward_policy *`, which may be NULL
pub type FreedPolicy = Option<Box<policy::Policy>>;

/// `keyward_context *`
pub type GivenContextMut<'a> = Option<&'a mut context::Context>;

/// `const keyward_context *`, which may be NULL
pub type MaybeContext<'a> = Option<&'a context::Context>;

/// `keyward_context *`, which may be NULL
pub type FreedContext = Option<Box<context::Context>>;

/// `const keyward_history *`
pub type GivenHistory<'a> = Option<&'a history::History>;

/// `keyward_history *`
pub type GivenHistoryMut<'a> = Option<&'a mut history::History>;

/// `const keyward_history *`, which may be NULL
pub type MaybeHistory<'a> = Option<&'a history::History>;

/// `keyward_history *`, which may be NULL
pub type FreedHistory = Option<Box<history::History>>;

/// `const keyward_report *`
pub type GivenReport<'a> = Option<&'a report::Report>;

/// `keyward_report *`, which may be NULL
pub type FreedReport = Option<Box<report::Report>>;

/// `const keyward_suggestion *`
pub type GivenSuggestion<'a> = Option<&'a suggestion::Suggestion>;

/// `keyward_suggestion *`, which may be NULL
pub type FreedSuggestion = Option<Box<suggestion::Suggestion>>;

/// `void *`, which may be NULL
pub type Untyped = *mut c_void;
