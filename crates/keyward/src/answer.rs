//! The answer of a check in the form that programs read: the command, a batch and C give the same.
//!
//! ```text
//! {"accepted":false,"findings":[ {"rule":…,"clause":…,"severity":…,"message":…, "start":…,"end":…,"found":…} ],"policy":…,"policy_digest":…}
//!                                └── all that the log and the desk are told ──┘  └── the typist alone ──┘
//! ```

use std::io::{self, Write};

use keyward_core::{Detail, Disclosure, Finding, Language, Message, Report, Rule};
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

/// Answers as JSON where there are many under one policy: what is the same in all of them is written once, and then copied.
///
/// ```
/// use keyward::{Answer, Context, Disclosure, JsonAnswers, Language, Policy, Validator};
///
/// let validator = Validator::new(Policy::NHS_APPENDIX_A);
/// let (policy, disclosure, language) = (validator.named(), Disclosure::Desk, Language::English);
/// let answers = JsonAnswers::new(policy, disclosure, language);
/// let mut lines = Vec::new();
/// for (password, id) in [("Wq7#Nv!p", 1), ("Wq7#Nv!2pZ", 2)] {
///     let report = validator.check(password, &Context::default());
///     lines.extend_from_slice(format!("{{\"id\":{id},").as_bytes());
///     answers.write_members(&report, &mut lines)?;
///     lines.extend_from_slice(b"}\n");
///
///     let answer = serde_json::to_string(&Answer { report: &report, policy, disclosure, language })?;
///     assert!(String::from_utf8_lossy(&lines).ends_with(&format!("{{\"id\":{id},{}\n", &answer[1..])));
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct JsonAnswers<'a> {
    policy: &'a NamedPolicy,
    disclosure: Disclosure,
    language: Language,
    /// What is told of a finding, by its rule. None for the typist, who is told more than the rule.
    findings: Vec<String>,
    /// What comes after the findings.
    end: String,
}

impl<'a> JsonAnswers<'a> {
    /// For a policy, a reader and a language.
    #[must_use]
    pub fn new(policy: &'a NamedPolicy, disclosure: Disclosure, language: Language) -> Self {
        let report = &Report::EMPTY;
        let answer = Answer { report, policy, disclosure, language };
        // The desk and the log are told of a rule alone, whatever it saw.
        let finding = |rule| Finding { rule, span: None, detail: Detail::Plain };
        let json =
            |rule| serde_json::to_string(&FindingFields::of(finding(rule), &answer)).unwrap_or_default();
        let findings = match disclosure {
            Disclosure::Private => Vec::new(),
            _ => Rule::ALL.iter().copied().map(json).collect(),
        };
        let nothing = serde_json::to_string(&answer).unwrap_or_default();
        let (_, end) = nothing.split_once('[').unwrap_or_default();
        let end = end.strip_suffix('}').unwrap_or_default().to_owned();
        Self { policy, disclosure, language, findings, end }
    }

    /// Writes the members of [`Answer`]'s object, without its braces, so that a caller may put others beside them.
    ///
    /// # Errors
    /// Those of `output` alone.
    pub fn write_members(&self, report: &Report, output: &mut impl Write) -> io::Result<()> {
        let &Self { policy, disclosure, language, ref findings, ref end } = self;
        let verdict = if report.accepted() { r#""accepted":true,"# } else { r#""accepted":false,"# };
        output.write_all(verdict.as_bytes())?;
        output.write_all(br#""findings":["#)?;
        let answer = Answer { report, policy, disclosure, language };
        let mut between: &[u8] = b"";
        for (rule, index) in
            Rule::ALL.iter().copied().zip(0_usize..).filter(|(rule, _)| report.objects(*rule))
        {
            output.write_all(between)?;
            between = b",";
            if let Some(told) = findings.get(index) {
                output.write_all(told.as_bytes())?;
            } else if let Some(finding) = report.finding(rule) {
                serde_json::to_writer(&mut *output, &FindingFields::of(finding, &answer))?;
            }
        }
        output.write_all(end.as_bytes())
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
        serializer.collect_seq(self.0.report.findings().map(|finding| FindingFields::of(finding, self.0)))
    }
}

/// What is told of one finding.
#[derive(Serialize)]
struct FindingFields<'a> {
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

impl<'a> FindingFields<'a> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use keyward_core::{Known, Policy, Run, Span};
    use keyward_history::Change;

    /// Whatever a rule saw, both forms say the same, and only the typist is told more than the rule.
    #[test]
    fn what_is_written_once_is_what_an_answer_says() {
        let span = Some(Span { start: 1, end: 6 });
        let details = [
            Detail::Plain,
            Detail::Count { found: 1, required: 2 },
            Detail::Word("sw\"rd"),
            Detail::Run(Run::Keyboard),
            Detail::Known(Known::Name, "Siân"),
            Detail::Earlier { entry: 2, change: Some(Change::CounterMoved) },
        ];
        let changed = "base = 'nhs-appendix-a'\ndictionary_word = 0\nforbidden_characters = '[\"]'";
        let policies = [NamedPolicy::from(Policy::HW_5_3_2), NamedPolicy::from_toml(changed).unwrap()];
        for policy in &policies {
            for (&disclosure, &language) in
                Disclosure::ALL.iter().flat_map(|level| Language::ALL.iter().map(move |each| (level, each)))
            {
                let answers = JsonAnswers::new(policy, disclosure, language);
                for detail in details {
                    let mut report = Report::default();
                    for &rule in Rule::ALL {
                        let mut members = Vec::new();
                        answers.write_members(&report, &mut members).unwrap();
                        let answer = Answer { report: &report, policy, disclosure, language };
                        let members = String::from_utf8(members).unwrap();
                        assert_eq!(format!("{{{members}}}"), serde_json::to_string(&answer).unwrap());
                        report.add(Finding { rule, span, detail });
                    }
                }
            }
        }
    }
}
