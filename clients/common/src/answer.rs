//! The answer to one password, as one bounded line of text: hosts put it on one line of a log or a dialogue.

use keyward::{Disclosure, Language, Report};

use crate::Judge;

/// What was found, and the password it is about.
pub struct Answer<'a> {
    judge: &'a Judge,
    /// None if the password was not UTF-8, which no policy can judge.
    judged: Option<(Report, &'a str)>,
}

impl<'a> Answer<'a> {
    /// What the verdict says after all findings that there is room for.
    const MORE: &'static str = " …";

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
        let Some((report, password)) = &self.judged else {
            return match language {
                _ if reader == Disclosure::Log => "rejected not_utf8",
                Language::Welsh => {
                    "Nid yw'r cyfrinair mewn UTF-8: gosodwch eich terfynell i UTF-8 a'i deipio eto."
                }
                Language::English => {
                    "The password is not UTF-8: set your terminal to UTF-8 and type it again."
                }
            }
            .to_owned();
        };
        let policy = self.judge.validator().policy();
        let mut line = reader.verdict(language, report.accepted()).to_owned();
        for finding in report.findings() {
            let message = finding.message(policy, reader, language).within(password);
            let mut told = format!(" {message}");
            let clause = policy.clause(finding.rule);
            if reader != Disclosure::Private && !clause.is_empty() {
                told = format!("{told} [{clause}]");
            }
            if line.len() + told.len() + Self::MORE.len() > most {
                line += Self::MORE;
                break;
            }
            line += &told;
        }
        // No message has control characters, but what a context knows may: it stays one line.
        line.replace(char::is_control, " ")
    }
}
