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

mod validator;

pub use keyward_core::*;
pub use validator::Validator;
