//! A validator is a policy with the word lists it is judged by.

use keyward_core::dictionary::Dictionary;
use keyward_core::{Context, Lists, Report};

use crate::NamedPolicy;

/// A policy with the word lists it is judged by. It may be shared between threads.
///
/// `'a` is how long the organisation's own word lists live; without any it is `'static`.
#[derive(Clone, Debug)]
pub struct Validator<'a> {
    policy: NamedPolicy,
    lists: Lists<'a>,
    own: Vec<Dictionary<'a>>,
}

impl<'a> Validator<'a> {
    /// A validator for a policy, with the word lists that come with keyward.
    #[must_use]
    pub fn new(policy: impl Into<NamedPolicy>) -> Self {
        // The blobs are part of the program and a test opens them, so a missing list is out of the question.
        let open = |blob| Dictionary::open(blob).ok();
        let lists = Lists {
            words: open(keyward_words::WORDS),
            passwords: open(keyward_words::PASSWORDS),
            names: open(keyward_words::NAMES),
            own: &[],
        };
        Self { policy: policy.into(), lists, own: Vec::new() }
    }

    /// Adds an organisation's own word list: its entries count as dictionary words.
    ///
    /// ```
    /// use keyward::dictionary::{Builder, Dictionary, Kind, Tier};
    /// use keyward::{Context, Policy, Rule, Validator};
    ///
    /// let mut builder = Builder::new(Kind::Words, "our wards");
    /// builder.add("zorblax", Tier::Common)?;
    /// let blob = builder.build()?;
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A).with_dictionary(Dictionary::open(&blob)?);
    /// let report = validator.check("Z0rblaxK#!77q", &Context::default());
    /// assert!(report.finding(Rule::LeetWord).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_dictionary(mut self, dictionary: Dictionary<'a>) -> Self {
        self.own.push(dictionary);
        self
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &NamedPolicy {
        &self.policy
    }

    /// Judges a candidate. This never fails; what is known of the account makes it stricter.
    #[must_use]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report {
        let lists = Lists { own: &self.own, ..self.lists };
        self.policy.in_context(context, |context| {
            let policy = self.policy.policy();
            #[cfg_attr(
                not(feature = "strength"),
                expect(unused_mut, reason = "advice comes with the feature")
            )]
            let mut report = keyward_core::check(password, context, policy, &lists);
            #[cfg(feature = "strength")]
            crate::Strength::advise(password, context, policy, &mut report);
            report
        })
    }
}
