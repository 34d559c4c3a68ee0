//! Options as administrators write them where a host takes arguments: `key=value`, or a key alone. A mistake names the key and
//! what would be right, and nothing is half understood.

use std::fmt;
use std::ops::RangeInclusive;

use keyward::Language;

/// An option that a host knows.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What stands before `=`.
    pub name: &'static str,
    /// What stands behind it.
    pub takes: Takes,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: it is given or not.
    Nothing,
    /// A value, which is described.
    Value(&'static str),
}

/// The options of every host.
pub const COMMON: [Key; 6] = [
    Key { name: "policy", takes: Takes::Value("a preset or the path of a policy file") },
    Key { name: "lang", takes: Takes::Value("en or cy") },
    Key { name: "on_error", takes: Takes::Value("refuse or accept") },
    Key { name: "local_words", takes: Takes::Value("the path of a word list, one entry a line") },
    Key {
        name: "hashes",
        takes: Takes::Value("how many hashes to try with each earlier password, 1 to 1000"),
    },
    Key { name: "breached", takes: Takes::Value("the path of a filter made by `keyward breached build`") },
];

/// What to do with a password that cannot be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// Refuse it: nobody gets past a broken policy.
    #[default]
    Refuse,
    /// Let it pass: a broken policy locks nobody out.
    Accept,
}

impl OnError {
    /// What options say, even if the rest of them is wrong.
    #[must_use]
    pub fn of<'a>(items: impl IntoIterator<Item = &'a str>) -> Self {
        let accept = items.into_iter().any(|item| item.trim() == "on_error=accept");
        if accept { Self::Accept } else { Self::Refuse }
    }
}

/// What is wrong with the configuration of a client: which key, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake(String);

impl Mistake {
    /// A mistake about a key.
    #[must_use]
    pub fn about(key: &str, problem: impl fmt::Display) -> Self {
        Self(format!("`{key}` {problem}"))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Mistake {}

/// The options that were given, each of them known.
#[derive(Clone, Debug, Default)]
pub struct Options(Vec<(&'static str, String)>);

impl Options {
    /// Reads options of which the host knows the [`COMMON`] ones and its `own`.
    ///
    /// ```
    /// use keyward_client::Options;
    /// let options = Options::read(["policy=hw-5.3.2", "lang=cy"], &[]).unwrap();
    /// assert_eq!(options.text("policy"), Some("hw-5.3.2"));
    /// let mistake = Options::read(["polcy=hw-5.3.2"], &[]).unwrap_err();
    /// assert_eq!(
    ///     mistake.to_string(),
    ///     "`polcy` is no option; the options are policy, lang, on_error, local_words, hashes, breached"
    /// );
    /// ```
    ///
    /// # Errors
    /// If a key is unknown, given twice, lacks its value or has one that it does not take.
    pub fn read<'a>(items: impl IntoIterator<Item = &'a str>, own: &'static [Key]) -> Result<Self, Mistake> {
        let mut options = Self::default();
        let known = || COMMON.iter().chain(own);
        for item in items.into_iter().map(str::trim).filter(|item| !item.is_empty()) {
            let (name, value) =
                item.split_once('=').map_or((item, None), |(name, value)| (name, Some(value)));
            let Some(key) = known().find(|key| key.name == name) else {
                let names: Vec<_> = known().map(|key| key.name).collect();
                let problem = format!("is no option; the options are {}", names.join(", "));
                return Err(Mistake::about(name, problem));
            };
            if options.0.iter().any(|(given, _)| *given == name) {
                return Err(Mistake::about(name, "is given twice; give it once"));
            }
            match (key.takes, value) {
                (Takes::Nothing, Some(_)) => {
                    return Err(Mistake::about(name, format!("takes no value; write `{name}` alone")));
                }
                (Takes::Value(what), None | Some("")) => {
                    return Err(Mistake::about(name, format!("takes {what}; write `{name}=…`")));
                }
                (_, value) => options.0.push((key.name, value.unwrap_or_default().to_owned())),
            }
        }
        // Those that every host has are read at once, so that a mistake in one is told at once.
        options.language()?;
        options.on_error()?;
        options.hashes()?;
        Ok(options)
    }

    /// The value of a key, if it was given.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
    }

    /// Whether a key that takes no value was given.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        self.text(key).is_some()
    }

    /// The value of a key that takes a number; `usual` if it was not given.
    ///
    /// # Errors
    /// If the value is no whole number of the range.
    pub fn number(&self, key: &str, range: RangeInclusive<u32>, usual: u32) -> Result<u32, Mistake> {
        let Some(text) = self.text(key) else { return Ok(usual) };
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
            Mistake::about(
                key,
                format!("must be a whole number from {} to {}, not `{text}`", range.start(), range.end()),
            )
        })
    }

    /// The language of messages.
    ///
    /// # Errors
    /// If it is none that keyward speaks.
    pub fn language(&self) -> Result<Language, Mistake> {
        let Some(id) = self.text("lang") else { return Ok(Language::default()) };
        Language::from_id(id).ok_or_else(|| Mistake::about("lang", format!("must be en or cy, not `{id}`")))
    }

    /// How many hashes to try with each earlier password.
    ///
    /// # Errors
    /// If it is no such number.
    pub fn hashes(&self) -> Result<usize, Mistake> {
        self.number("hashes", 1..=1000, 32).map(|hashes| hashes as usize)
    }

    /// What to do with a password that cannot be judged.
    ///
    /// # Errors
    /// If it is neither `refuse` nor `accept`.
    pub fn on_error(&self) -> Result<OnError, Mistake> {
        match self.text("on_error") {
            None | Some("refuse") => Ok(OnError::Refuse),
            Some("accept") => Ok(OnError::Accept),
            Some(other) => {
                Err(Mistake::about("on_error", format!("must be refuse or accept, not `{other}`")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &[Key] = &[
        Key { name: "retry", takes: Takes::Value("a number from 1 to 9") },
        Key { name: "debug", takes: Takes::Nothing },
    ];

    #[test]
    fn a_mistake_names_the_key_and_what_is_right() {
        for (item, expected) in [
            (
                "polcy=x",
                "`polcy` is no option; the options are policy, lang, on_error, local_words, hashes, breached, retry, debug",
            ),
            ("policy", "`policy` takes a preset or the path of a policy file; write `policy=…`"),
            ("policy=", "`policy` takes a preset or the path of a policy file; write `policy=…`"),
            ("debug=1", "`debug` takes no value; write `debug` alone"),
            ("lang=fr", "`lang` must be en or cy, not `fr`"),
            ("on_error=open", "`on_error` must be refuse or accept, not `open`"),
        ] {
            assert_eq!(Options::read([item], OWN).unwrap_err().to_string(), expected);
        }
        let twice = Options::read(["debug", "debug"], OWN).unwrap_err();
        assert_eq!(twice.to_string(), "`debug` is given twice; give it once");
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let read = |item| Options::read([item], OWN).unwrap().number("retry", 1..=9, 3);
        assert_eq!(read("debug"), Ok(3));
        assert_eq!(read("retry=9"), Ok(9));
        for wrong in ["retry=0", "retry=10", "retry=-1", "retry=many"] {
            let mistake = read(wrong).unwrap_err().to_string();
            assert!(mistake.starts_with("`retry` must be a whole number from 1 to 9, not `"), "{mistake}");
        }
    }

    #[test]
    fn only_what_is_written_out_opens_the_door() {
        for (items, expected) in [
            (&["polcy=x", "on_error=accept"][..], OnError::Accept),
            (&["on_error=accepted"], OnError::Refuse),
            (&[], OnError::Refuse),
        ] {
            assert_eq!(OnError::of(items.iter().copied()), expected, "{items:?}");
        }
    }
}
