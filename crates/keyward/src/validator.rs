//! A validator is a policy with the word lists it is judged by.
//!
//! ```text
//! policy with its own words ─┐
//! words, passwords, names ───┼─► rules of core ─► zxcvbn's advice ─► breach filter ─► report
//! the organisation's lists ──┘   (`accepts` ends at the first violation)
//! ```

use std::sync::LazyLock;

use keyward_core::dictionary::{Dictionary, Trie};
use keyward_core::{
    Context, Detail, Disclosure, Finding, Language, Lists, Message, MostUsed, Policy, Report, Rule,
    StandardLists,
};

use crate::NamedPolicy;
use crate::breached::{BreachFilter, BreachFilterError};

/// A program with a damaged word list would judge without it, so it is not compiled.
#[allow(long_running_const_eval, reason = "the checksums of half a megabyte")]
const _: () = assert!(
    Dictionary::is_whole(keyward_words::WORDS)
        && Dictionary::is_whole(keyward_words::PASSWORDS)
        && Trie::is_whole(keyward_words::PIECES),
    "a compiled word list is damaged: `cargo xtask blobs` makes it anew"
);

/// The word lists that come with keyward, opened once for all validators of a program.
static LISTS: LazyLock<StandardLists<'static>> = LazyLock::new(|| {
    // What was compiled in is whole, and a test opens it, so a missing list is out of the question.
    let open = |blob| {
        let opened = Dictionary::open(blob);
        debug_assert!(opened.is_ok(), "{:?}", opened.err());
        opened.ok()
    };
    StandardLists {
        words: open(keyward_words::WORDS),
        passwords: open(keyward_words::PASSWORDS),
        pieces: Trie::open(keyward_words::PIECES).ok(),
        most_used: MostUsed::open(keyward_words::MOST_USED),
    }
});

/// A candidate is in the breach filter.
const LISTED: Finding<'_> = Finding { rule: Rule::Breached, span: None, detail: Detail::Plain };

/// A policy with the word lists it is judged by. It may be shared between threads.
///
/// `'a` is how long the organisation's own word lists and its breach filter live; without any it is `'static`.
#[derive(Clone, Debug)]
pub struct Validator<'a> {
    policy: NamedPolicy,
    standard: &'static StandardLists<'static>,
    own: Vec<Dictionary<'a>>,
    breach_filter: Option<BreachFilter<'a>>,
}

impl<'a> Validator<'a> {
    /// The most dictionaries of an organisation's own that the command, the C library and the packages for other languages take
    /// on: each is searched at every check.
    pub const MOST_DICTIONARIES: usize = 8;

    /// A validator for a policy, with the word lists that come with keyward. That these are whole is seen to when the crate is
    /// compiled; the first validator of a program opens them for all.
    ///
    /// A policy that asks for a breach filter needs [`Validator::with_breach_filter`] too, which [`Validator::validate`] sees to.
    #[must_use]
    pub fn new(policy: impl Into<NamedPolicy>) -> Self {
        Self { policy: policy.into(), standard: &LISTS, own: Vec::new(), breach_filter: None }
    }

    /// Adds an organisation's own word list: its entries count as dictionary words, whatever words the policy lets pass. Those
    /// of five characters or more count anywhere in a password, and spelled with digits and symbols unless the policy's
    /// `leet_word` is off; shorter ones where no letter touches them.
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

    /// Adds a filter of leaked passwords, in place of one that was there. It turns the rule `breached` on, whatever the policy
    /// says, so that requirements and digest are those of a policy with the rule.
    ///
    /// ```
    /// use keyward::breached::{BreachFilter, Builder};
    /// use keyward::{Context, Policy, Rule, Validator};
    ///
    /// # let mut file = std::io::Cursor::new(Vec::new());
    /// # Builder::new("one password").build(&b"Wq7#Nv!2pZ"[..], &mut file)?;
    /// # let bytes = file.get_ref();
    /// # #[cfg(any())]
    /// let bytes = std::fs::read("leaked.filter")?;
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A).with_breach_filter(BreachFilter::open(&bytes)?);
    /// let report = validator.check("Wq7#Nv!2pZ", &Context::default());
    /// assert!(report.finding(Rule::Breached).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_breach_filter(mut self, filter: BreachFilter<'a>) -> Self {
        self.policy.turn_breached_on();
        self.breach_filter = Some(filter);
        self
    }

    /// Whether all is there that the policy asks for. See to it when a validator is made: one that lacks something accepts no
    /// password.
    ///
    /// ```
    /// use keyward::{Policy, Validator};
    /// let policy = Policy { breached: true, ..Policy::NHS_APPENDIX_A };
    /// assert!(Validator::new(policy).validate().is_err());
    /// ```
    ///
    /// # Errors
    /// If the policy says `breached` and no filter was given.
    pub fn validate(&self) -> Result<(), BreachFilterError> {
        let lacks = self.policy.policy().breached && self.breach_filter.is_none();
        if lacks { Err(BreachFilterError::NoFilter) } else { Ok(()) }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        self.policy.policy()
    }

    /// The policy with its name, its digest and the words it adds.
    #[must_use]
    pub const fn named(&self) -> &NamedPolicy {
        &self.policy
    }

    /// What to tell the reader of a level about a finding, in a language.
    ///
    /// ```
    /// use keyward::{Context, Disclosure, Language, Policy, Validator};
    ///
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// let report = validator.check("Wq7#Nv!p", &Context::default());
    /// let told = report.findings().map(|finding| validator.message(&finding, Disclosure::Desk, Language::English));
    /// let told: Vec<_> = told.map(|message| message.to_string()).collect();
    /// assert_eq!(told, ["Numbers: use at least 2 numbers."]);
    /// ```
    #[must_use]
    pub const fn message<'r>(
        &'r self,
        finding: &Finding<'r>,
        disclosure: Disclosure,
        language: Language,
    ) -> Message<'r> {
        finding.message(self.policy(), disclosure, language)
    }

    /// Judges a candidate. This never fails; what is known of the account makes it stricter.
    ///
    /// Where the policy asks for a breach filter that is not there ([`Validator::validate`]) or whose file cannot be read, the rule
    /// `breached` objects to every candidate. [`Validator::try_check_into`] tells the two apart.
    #[must_use]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report {
        let mut report = Report::default();
        self.check_into(&mut report, password, context);
        report
    }

    /// [`Validator::check`] into a report that lies where it will stay, in place of what it held, so that no word that is read
    /// in the password is ever moved.
    pub fn check_into(&self, report: &mut Report, password: &str, context: &Context<'_>) {
        if self.try_check_into(report, password, context).is_err() {
            report.add(LISTED);
        }
    }

    /// [`Validator::check_into`] that fails where the breach filter cannot be asked. The report then holds what the other rules
    /// say.
    ///
    /// # Errors
    /// If the policy asks for a breach filter and none was given, or its file cannot be read. A filter in memory always can.
    pub fn try_check_into(
        &self,
        report: &mut Report,
        password: &str,
        context: &Context<'_>,
    ) -> Result<(), BreachFilterError> {
        self.with_lists(|lists| keyward_core::check_into(report, password, context, self.policy(), lists));
        #[cfg(feature = "strength")]
        if self.policy().applies(Rule::Weak) {
            let advise =
                |context: &Context<'_>| crate::Strength::advise(password, context, self.policy(), report);
            self.policy.in_context(context, advise);
        }
        // A candidate over the length limit is not read at all.
        if !self.policy().breached || report.finding(Rule::MaxLength).is_some() {
            return Ok(());
        }
        if self.is_leaked(password)? {
            report.add(LISTED);
        }
        Ok(())
    }

    /// Whether a candidate may be used: [`Report::accepted`] of [`Validator::check`], several times sooner where it may not, as
    /// nothing is asked after the first violation.
    ///
    /// ```
    /// use keyward::{Context, Policy, Validator};
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// assert!(validator.accepts("Wq7#Nv!2pZ", &Context::default()));
    /// assert!(!validator.accepts("FarmHairTree83*", &Context::default()));
    /// ```
    #[must_use]
    pub fn accepts(&self, password: &str, context: &Context<'_>) -> bool {
        self.try_accepts(password, context).unwrap_or(false)
    }

    /// [`Validator::accepts`] that fails where the breach filter cannot be asked.
    ///
    /// # Errors
    /// If the policy asks for a breach filter and none was given, or its file cannot be read, which is only tried with a
    /// candidate that nothing else refuses.
    pub fn try_accepts(&self, password: &str, context: &Context<'_>) -> Result<bool, BreachFilterError> {
        self.validate()?;
        let accepted =
            self.with_lists(|lists| keyward_core::accepts(password, context, self.policy(), lists));
        Ok(accepted && !(self.policy().breached && self.is_leaked(password)?))
    }

    /// The strength of a password: the bits of its cheapest explanation as known pieces and characters that nothing explains, for a
    /// guesser who knows the lists and the context. It tells of the password, so it is for its typist's eyes only.
    ///
    /// ```
    /// use keyward::{Context, Policy, Validator};
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// let bits = |password| validator.bits(password, &Context::default());
    /// assert!(bits("Emma2014!!") < 30 && bits("Wq7#Nv!2kPz4") > 50);
    /// ```
    #[must_use]
    pub fn bits(&self, password: &str, context: &Context<'_>) -> u16 {
        self.with_lists(|lists| keyward_core::bits(password, context, lists))
    }

    /// The same lists and words of the organisation's own under another policy.
    pub(crate) fn with_policy(&self, policy: Policy) -> Self {
        Self { policy: self.policy.with_policy(policy), ..self.clone() }
    }

    fn is_leaked(&self, password: &str) -> Result<bool, BreachFilterError> {
        let filter = self.breach_filter.as_ref().ok_or(BreachFilterError::NoFilter)?;
        filter.lists(password).map_err(BreachFilterError::Read)
    }

    /// Lends the word lists with what the policy adds to them.
    fn with_lists<R>(&self, ask: impl FnOnce(&Lists<'_>) -> R) -> R {
        let own_words: Vec<&str> = self.policy.words().iter().map(String::as_str).collect();
        ask(&Lists {
            standard: self.standard,
            own: &self.own,
            own_words: &own_words,
            readings: self.policy.readings(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyward_core::Rule;
    use keyward_core::dictionary::{Builder, Kind, Tier};

    #[test]
    fn an_organisations_own_words_count_under_every_policy() {
        let mut builder = Builder::new(Kind::Own, "wards");
        for entry in ["zorblax", "nhs"] {
            builder.add(entry, Tier::Common).unwrap();
        }
        let blob = builder.build().unwrap();
        for base in ["nhs-appendix-a", "cyber-essentials-12"] {
            let policy = NamedPolicy::from_toml(&format!("base = '{base}'\nwords = ['Riverside']")).unwrap();
            let validator = Validator::new(policy).with_dictionary(Dictionary::open(&blob).unwrap());
            for (password, rule) in [
                ("Kw7#zorblaxQ!24", Rule::DictionaryWord),
                ("Kw7#NHS#Qpl!2z4", Rule::DictionaryWord),
                ("Kw7#R1versideQ!", Rule::Personal),
            ] {
                let report = validator.check(password, &Context::default());
                assert!(report.finding(rule).is_some() && !report.accepted(), "{password} {base}");
            }
        }
    }

    #[test]
    fn every_list_that_comes_with_keyward_opens_and_a_damaged_one_is_not_whole() {
        let lists = *LISTS;
        assert!(lists.words.is_some() && lists.passwords.is_some() && lists.pieces.is_some());
        assert!(lists.most_used.is_some());
        let mut blob = keyward_words::PASSWORDS.to_vec();
        assert!(Dictionary::is_whole(&blob));
        for place in [0, 8, 16, 23, 24, 100, blob.len() - 1] {
            blob[place] ^= 1;
            assert!(!Dictionary::is_whole(&blob), "{place}");
            blob[place] ^= 1;
        }
        for length in [0, 11, 23, 24, blob.len() - 1] {
            assert!(!Dictionary::is_whole(&blob[..length]), "{length}");
        }
    }
}
