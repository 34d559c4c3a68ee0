//! What a policy asks for, told to the people who have to meet it, as text, Markdown or an HTML list, in English or Welsh.

use keyward_core::{Language, Policy, Relaxed, Rule, Severity};

use crate::NamedPolicy;

/// How an explanation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExplainFormat {
    /// Plain lines.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A paragraph and a list for a page; it marks its language and needs no escaping.
    Html,
}

impl ExplainFormat {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Text, Self::Markdown, Self::Html];

    /// The stable identifier: `text`, `markdown` or `html`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

/// What the policy asks for, for people.
///
/// ```
/// use keyward::{ExplainFormat, Language, NamedPolicy, explain};
/// let policy = NamedPolicy::preset("cyber-essentials-12")?;
/// let text = explain(&policy, Language::English, ExplainFormat::Text);
/// assert!(text.starts_with("What your password needs:\n- at least 12 characters\n"));
/// # Ok::<(), keyward::PolicyFileError>(())
/// ```
#[must_use]
pub fn explain(policy: &NamedPolicy, language: Language, format: ExplainFormat) -> String {
    let own_words = !policy.words().is_empty();
    let policy = policy.policy();
    let sentences = Sentences::of(language);
    let requirements: Vec<String> = Rule::ALL
        .iter()
        .copied()
        .filter(|rule| policy.applies(*rule) && rule.severity() == Severity::Violation)
        .map(|rule| rule.requirement(policy, language).to_string())
        .chain(
            (policy.relaxed_from > 0)
                .then(|| sentences.relaxed(policy).replace('#', &policy.relaxed_from.to_string())),
        )
        .chain(own_words.then(|| sentences.organisation(policy).to_owned()))
        .collect();
    let after = sentences.afterwards(policy);
    let mut text = list(sentences.needs, &requirements, language, format);
    if !after.is_empty() {
        text += "\n";
        text += &list(sentences.after, &after, language, format);
    }
    text
}

fn list(heading: &str, items: &[String], language: Language, format: ExplainFormat) -> String {
    let lines = |open: &str, close: &str, write: fn(&str) -> String| {
        items.iter().map(|item| format!("{open}{}{close}\n", write(item))).collect::<Vec<_>>().concat()
    };
    match format {
        ExplainFormat::Text => format!("{heading}\n{}", lines("- ", "", str::to_owned)),
        ExplainFormat::Markdown => format!("{heading}\n\n{}", lines("- ", "", markdown)),
        ExplainFormat::Html => {
            let lang = language.id();
            let heading = html(heading);
            format!(
                "<p lang=\"{lang}\">{heading}</p>\n<ul lang=\"{lang}\">\n{}</ul>\n",
                lines("  <li>", "</li>", html)
            )
        }
    }
}

fn markdown(text: &str) -> String {
    text.replace('*', "\\*").replace('_', "\\_").replace('<', "\\<")
}

pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// The sentences that belong to no rule.
struct Sentences {
    needs: &'static str,
    organisation: &'static str,
    organisation_near: &'static str,
    /// From a length on; `#` is the number.
    relaxed: &'static str,
    relaxed_patterns: &'static str,
    after: &'static str,
    expires: [&'static str; 6],
    first_log_on: &'static str,
    lock: [&'static str; 6],
    language: Language,
}

impl Sentences {
    const fn relaxed(&self, policy: &Policy) -> &'static str {
        match policy.relaxed {
            Relaxed::Patterns => self.relaxed_patterns,
            _ => self.relaxed,
        }
    }

    const fn organisation(&self, policy: &Policy) -> &'static str {
        if policy.near_words > 0 { self.organisation_near } else { self.organisation }
    }

    const fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                needs: "What your password needs:",
                organisation: "none of your organisation's own words, such as the names of its sites and systems",
                organisation_near: "none of your organisation's own words, such as the names of its sites and systems, also with one letter changed",
                relaxed: "from # characters on, none of these kinds of character need be there",
                relaxed_patterns: "from # characters on, none of these kinds of character need be there, and words, names, dates and repeats may be",
                after: "Once you have it:",
                expires: [
                    "",
                    "change it every day",
                    "change it every # days",
                    "change it every # days",
                    "change it every # days",
                    "change it every # days",
                ],
                first_log_on: "change a new or reset password the first time you log on",
                lock: [
                    "",
                    "your account is locked after # wrong attempt",
                    "your account is locked after # wrong attempts",
                    "your account is locked after # wrong attempts",
                    "your account is locked after # wrong attempts",
                    "your account is locked after # wrong attempts",
                ],
                language,
            },
            Language::Welsh => Self {
                needs: "Yr hyn sydd ei angen ar eich cyfrinair:",
                organisation: "dim un o eiriau eich sefydliad ei hun, fel enwau ei safleoedd a'i systemau",
                organisation_near: "dim un o eiriau eich sefydliad ei hun, fel enwau ei safleoedd a'i systemau, hyd yn oed gydag un llythyren wedi'i newid",
                relaxed: "o # nod ymlaen, nid oes angen yr un o'r mathau hyn o nodau",
                relaxed_patterns: "o # nod ymlaen, nid oes angen yr un o'r mathau hyn o nodau, a chaniateir geiriau, enwau, dyddiadau ac ailadrodd",
                after: "Ar ôl i chi ei gael:",
                expires: [
                    "",
                    "newidiwch ef bob dydd",
                    "newidiwch ef bob # ddiwrnod",
                    "newidiwch ef bob # diwrnod",
                    "newidiwch ef bob # diwrnod",
                    "newidiwch ef bob # diwrnod",
                ],
                first_log_on: "newidiwch gyfrinair newydd neu gyfrinair wedi'i ailosod y tro cyntaf i chi fewngofnodi",
                lock: [
                    "",
                    "bydd eich cyfrif yn cloi ar ôl # cynnig anghywir",
                    "bydd eich cyfrif yn cloi ar ôl # gynnig anghywir",
                    "bydd eich cyfrif yn cloi ar ôl # chynnig anghywir",
                    "bydd eich cyfrif yn cloi ar ôl # chynnig anghywir",
                    "bydd eich cyfrif yn cloi ar ôl # cynnig anghywir",
                ],
                language,
            },
        }
    }

    /// What comes after the password is chosen.
    fn afterwards(&self, policy: &Policy) -> Vec<String> {
        let counted = |forms: &[&str; 6], number: usize| {
            let form = forms.get(self.language.plural(number)).unwrap_or(&"");
            form.replace('#', &number.to_string())
        };
        let lifecycle = &policy.lifecycle;
        let expires = lifecycle.expires_after_days.map(|days| counted(&self.expires, days.into()));
        let first = lifecycle.change_at_first_log_on.then(|| self.first_log_on.to_owned());
        let lock = lifecycle.lock_after_attempts.map(|most| counted(&self.lock, most.into()));
        [first, expires, lock].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appendix_a_is_told_whole() {
        let text = explain(&Policy::NHS_APPENDIX_A.into(), Language::English, ExplainFormat::Text);
        let expected = "\
What your password needs:
- at least 8 characters
- no more than 256 characters
- at least 2 capital letters
- at least 2 lower case letters
- at least 2 numbers
- at least 2 special characters, such as ! £ or %
- only characters that can be typed and seen
- no dictionary word of 5 letters or more
- no word with numbers or symbols in place of letters
- no common password
- no run of 4 characters or more, such as abcd, 1234 or qwer
- no date
- no common name of a person, a place or a team
- nothing about you or your work, such as your name, email address or date of birth
- not one of your last 4 passwords
- not made by changing one of your last 4 passwords
- different from your passwords for other accounts
- more than names, words, dates or patterns that others would try

Once you have it:
- change a new or reset password the first time you log on
- change it every 90 days
- your account is locked after 5 wrong attempts
";
        assert_eq!(text, expected);
    }

    #[test]
    fn welsh_counts_as_welsh_does() {
        let mut policy = Policy::NHS_APPENDIX_A;
        policy.lifecycle.lock_after_attempts = Some(3);
        let text = explain(&policy.into(), Language::Welsh, ExplainFormat::Markdown);
        for line in [
            "Yr hyn sydd ei angen ar eich cyfrinair:\n\n- o leiaf 8 nod\n",
            "- o leiaf 2 rif\n",
            "- bydd eich cyfrif yn cloi ar ôl 3 chynnig anghywir\n",
        ] {
            assert!(text.contains(line), "{line}{text}");
        }
    }

    #[test]
    fn html_names_its_language_and_is_escaped() {
        let text = explain(&Policy::NIST_800_63B_4_MFA.into(), Language::Welsh, ExplainFormat::Html);
        assert!(text.starts_with(
            "<p lang=\"cy\">Yr hyn sydd ei angen ar eich cyfrinair:</p>\n<ul lang=\"cy\">\n  <li>"
        ));
        assert!(text.contains("a&#39;u gweld</li>\n"));
        assert!(text.ends_with("</ul>\n"));
        assert_eq!(html("<a & \"b'>"), "&lt;a &amp; &quot;b&#39;&gt;");
    }

    #[test]
    fn words_of_the_organisation_are_spoken_of_where_there_are_any() {
        for base in ["nhs-appendix-a", "cyber-essentials-12"] {
            for words in ["[]", "['Riverside']"] {
                let policy = NamedPolicy::from_toml(&format!("base = '{base}'\nwords = {words}")).unwrap();
                let text = explain(&policy, Language::English, ExplainFormat::Text);
                assert_eq!(
                    text.contains("\n- none of your organisation's own words"),
                    words != "[]",
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn what_is_advice_is_not_asked_for() {
        let policy = Policy { strength: 3, ..Policy::CYBER_ESSENTIALS_12 };
        let text = |policy: Policy| explain(&policy.into(), Language::English, ExplainFormat::Text);
        assert_eq!(text(policy), text(Policy::CYBER_ESSENTIALS_12));
    }
}
