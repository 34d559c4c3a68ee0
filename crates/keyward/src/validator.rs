//! A validator is a policy with the word lists it is judged by.

use keyward_core::dictionary::Dictionary;
use keyward_core::{Context, Lists, Policy, Report};

/// A policy with the word lists it is judged by. It may be shared between threads.
#[derive(Clone, Debug)]
pub struct Validator {
    policy: Policy,
    lists: Lists<'static>,
}

impl Validator {
    /// A validator for a policy, with the word lists that come with keyward.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        // The blobs are part of the program and a test opens them, so a missing list is out of the question.
        let open = |blob| Dictionary::open(blob).ok();
        let lists = Lists {
            words: open(keyward_words::WORDS),
            passwords: open(keyward_words::PASSWORDS),
            names: open(keyward_words::NAMES),
            own: &[],
        };
        Self { policy, lists }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Judges a candidate. This never fails; what is known of the account makes it stricter.
    #[must_use]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report {
        keyward_core::check(password, context, &self.policy, &self.lists)
    }
}
