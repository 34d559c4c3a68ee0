//! The answer of a check in the form that programs read: the command, a batch and C give the same.

use keyward_core::{Disclosure, Finding, Language, Message, Report};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::NamedPolicy;

/// A report to be written as JSON, or by any other serializer. Places and words are for the typist alone, messages for all but
/// the log. It is written straight from the report, so that no other copy is made of a word of the password.
///
/// ```
/// use keyward::{Answer, Context, Disclosure, Language, Policy, Validator};
///
/// let validator = Validator::new(Policy::HW_5_3_2);
/// let report = validator.check("Wq7#Nv!p", &Context::default());
/// let answer = Answer {
///     report: &report,
///     policy: validator.named(),
///     disclosure: Disclosure::Log,
///     language: Language::English,
/// };
/// let json = serde_json::to_string(&answer)?;
/// assert!(json.starts_with(
///     r#"{"accepted":false,"findings":[{"rule":"digit","clause":"HW-4","severity":"violation"}],"policy":"hw-5.3.2","#
/// ));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// What the check found.
    pub report: &'a Report,
    /// The policy of the check.
    pub policy: &'a NamedPolicy,
    /// Who will read the answer.
    pub disclosure: Disclosure,
    /// The language of its messages.
    pub language: Language,
}

impl Answer<'_> {
    /// What a line says after all findings that there is room for.
    const MORE: &'static str = " …";

    /// The answer on one line of at most `most` bytes of UTF-8, for a log or a dialogue: the verdict, then what there is room for
    /// of the messages, each with its clause unless the typist reads it. A message that does not fit is left out whole with all
    /// behind it, and `…` says so; the verdict is always there. With the password, the typist is told places.
    ///
    /// ```
    /// use keyward::{Answer, Context, Disclosure, Language, Policy, Validator};
    ///
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// let report = validator.check("Wq7Nvp", &Context::default());
    /// let (policy, language) = (validator.named(), Language::English);
    /// let answer = Answer { report: &report, policy, disclosure: Disclosure::Log, language };
    /// let all = "rejected min_length [WE-C1] digit [WE-C5] special [WE-C6]";
    /// assert_eq!(answer.line(None, 1000), all);
    /// assert_eq!(answer.line(None, 50), "rejected min_length [WE-C1] digit [WE-C5] …");
    /// ```
    #[must_use]
    pub fn line(&self, password: Option<&str>, most: usize) -> String {
        let policy = self.policy.policy();
        let mut line = self.disclosure.verdict(self.language, self.report.accepted()).to_owned();
        for finding in self.report.findings() {
            let message = finding.message(policy, self.disclosure, self.language);
            let mut told = match password {
                Some(password) => format!(" {}", message.within(password)),
                None => format!(" {message}"),
            };
            let clause = policy.clause(finding.rule);
            if self.disclosure != Disclosure::Private && !clause.is_empty() {
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

/// What to tell a reader about a password whose bytes are not UTF-8, which no policy can judge.
#[must_use]
pub const fn not_utf8(disclosure: Disclosure, language: Language) -> &'static str {
    match (disclosure, language) {
        (Disclosure::Log, _) => "rejected not_utf8",
        (_, Language::Welsh) => {
            "Nid yw'r cyfrinair mewn UTF-8: gosodwch eich terfynell i UTF-8 a'i deipio eto."
        }
        _ => "The password is not UTF-8: set your terminal to UTF-8 and type it again.",
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Answer", 4)?;
        object.serialize_field("accepted", &self.report.accepted())?;
        object.serialize_field("findings", &Findings(self))?;
        object.serialize_field("policy", self.policy.name())?;
        object.serialize_field("policy_digest", self.policy.digest())?;
        object.end()
    }
}

struct Findings<'a>(&'a Answer<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.report.findings().map(|finding| Told::of(finding, self.0)))
    }
}

/// What is told of one finding.
#[derive(Serialize)]
struct Told<'a> {
    rule: &'static str,
    clause: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text")]
    message: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn of(finding: Finding<'a>, answer: &'a Answer<'a>) -> Self {
        let Answer { policy, disclosure, language, .. } = *answer;
        let message = finding.message(policy.policy(), disclosure, language);
        let private = disclosure == Disclosure::Private;
        let span = finding.span.filter(|_| private);
        Self {
            rule: finding.rule.id(),
            clause: policy.policy().clause(finding.rule),
            severity: finding.severity().id(),
            message: (disclosure != Disclosure::Log).then_some(message),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
            found: finding.word().filter(|_| private),
        }
    }
}

#[expect(clippy::ref_option, reason = "as serde calls it")]
fn as_text<S: Serializer>(message: &Option<Message<'_>>, serializer: S) -> Result<S::Ok, S::Error> {
    match message {
        Some(message) => serializer.collect_str(message),
        None => serializer.serialize_none(),
    }
}
