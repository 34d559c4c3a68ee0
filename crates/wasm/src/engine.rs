//! The engine is what an instance keeps between calls: a policy, the word lists, and how reports are told.

use keyward_core::dictionary::Dictionary;
use keyward_core::{Detail, Disclosure, Finding, Language, Lists, Policy, Report, Rule, check};

use crate::answer::{self, Lines, Telling};
use crate::request::{self, Candidate};
use crate::settings;

/// A policy with its word lists.
pub(crate) struct Engine {
    policy: Policy,
    lists: Lists<'static>,
    telling: Telling,
}

impl Engine {
    pub(crate) const NEW: Self = Self {
        policy: Policy::NHS_APPENDIX_A,
        lists: Lists::NONE,
        telling: Telling { language: Language::English, disclosure: Disclosure::Private },
    };

    /// Opens the word lists, the first time.
    fn open(&mut self) {
        if self.lists.words.is_none() {
            // What cannot be opened would be found by the tests of `keyward-words`.
            self.lists.words = Dictionary::open(keyward_words::WORDS).ok();
            self.lists.names = Dictionary::open(keyward_words::NAMES).ok();
            self.lists.passwords = Dictionary::open(keyward_words::PASSWORDS).ok();
        }
    }

    /// Takes settings on and answers with the rules as they now are, or with what is wrong; then nothing has changed.
    pub(crate) fn configure(&mut self, request: &[u8], out: &mut Lines<'_>) -> Result<(), ()> {
        self.open();
        let (mut policy, mut telling) = (self.policy.clone(), self.telling);
        let text = core::str::from_utf8(request).unwrap_or_default();
        for (key, value) in text.lines().filter_map(|line| line.split_once('\t')) {
            if let Err(problem) = settings::set(&mut policy, &mut telling, key, value) {
                out.refuse(format_args!("{key}: {problem}"));
                return Err(());
            }
        }
        if let Some(problem) = settings::impossible(&policy) {
            out.refuse(format_args!("{problem}"));
            return Err(());
        }
        (self.policy, self.telling) = (policy, telling);
        answer::rules(&self.policy, telling.language, out).map_err(|_| ())
    }

    /// Judges a request. None if it is not one.
    pub(crate) fn check(&self, request: &[u8], out: &mut Lines<'_>) -> Option<()> {
        request::read(request, |candidate, context| {
            let (report, password) = match candidate {
                Candidate::Text(password) => (check(password, context, &self.policy, &self.lists), password),
                Candidate::Characters(found) => (self.too_long(found), ""),
            };
            answer::report(&report, password, &self.policy, self.telling, out).ok()
        })
        .flatten()
    }

    /// What `check` says of a candidate of so many characters.
    fn too_long(&self, found: usize) -> Report {
        let mut report = Report::default();
        let detail = Detail::Count { found, required: usize::from(self.policy.max_length) };
        report.add(Finding { rule: Rule::MaxLength, span: None, detail });
        report
    }
}
