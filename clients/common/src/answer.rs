//! The answer to one password, as one bounded line of text: hosts put it on one line of a log or a dialogue.

use keyward::{Disclosure, Report, not_utf8};

use crate::Judge;

/// What was found, and the password it is about.
pub struct Answer<'a> {
    judge: &'a Judge,
    /// None if the password was not UTF-8, which no policy can judge.
    judged: Option<(Report, &'a str)>,
}

impl<'a> Answer<'a> {
    pub(crate) const fn new(judge: &'a Judge, report: Report, password: &'a str) -> Self {
        Self { judge, judged: Some((report, password)) }
    }

    pub(crate) const fn not_utf8(judge: &'a Judge) -> Self {
        Self { judge, judged: None }
    }

    /// Whether the password may be used.
    #[must_use]
    pub fn accepted(&self) -> bool {
        self.judged.as_ref().is_some_and(|(report, _)| report.accepted())
    }

    /// The rules that object, for programs: empty if the password was not UTF-8.
    pub fn rules(&self) -> impl Iterator<Item = keyward::Rule> + '_ {
        self.judged.iter().flat_map(|(report, _)| report.findings().map(|finding| finding.rule))
    }

    /// What to tell a reader, on one line of at most `most` bytes. What there is no room for is left out whole, and `…` says so.
    #[must_use]
    pub fn line(&self, reader: Disclosure, most: usize) -> String {
        let language = self.judge.language();
        let Some((report, password)) = &self.judged else { return not_utf8(reader, language).to_owned() };
        let policy = self.judge.validator().named();
        keyward::Answer { report, policy, disclosure: reader, language }.line(Some(password), most)
    }
}
