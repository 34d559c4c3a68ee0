//! Reads the text of a `passwordrules` attribute as Apple publishes the language: properties `name: value` between
//! semicolons; the value of `required` and `allowed` is a list of classes between commas; a class is a name or a set in
//! brackets in which `-` comes first and `]` last.

use std::fmt;

use keyward_core::{Characters, CharactersError};

use crate::excerpt::excerpt;
use crate::policy_file::nearest;

/// A `passwordrules` text that cannot be read: where, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordRulesError {
    place: usize,
    kind: Mistake,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Mistake {
    Property { found: String, nearest: Option<String> },
    Characters(CharactersError),
    Colon,
    Number,
    End,
    Lengths,
    Unsayable(String),
}

impl PasswordRulesError {
    /// A set that is required besides another one of its class.
    pub(super) fn unsayable(set: &Characters) -> Self {
        Self { place: 1, kind: Mistake::Unsayable(set.to_string()) }
    }

    /// The character at which the text goes wrong, counted from 1.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }
}

impl fmt::Display for PasswordRulesError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "character {}: ", self.place)?;
        match &self.kind {
            Mistake::Property { found, nearest } => {
                write!(formatter, "`{}` is not a property of passwordrules", excerpt(found))?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(formatter, "; the nearest is `{nearest}`"))
            }
            Mistake::Characters(error) => error.fmt(formatter),
            Mistake::Colon => {
                formatter.write_str("a property has a colon behind its name, such as `minlength: 8`")
            }
            Mistake::Number => formatter.write_str("a whole number up to 65535 must stand here"),
            Mistake::End => formatter.write_str("`;` or the end must stand here"),
            Mistake::Unsayable(set) => write!(
                formatter,
                "one of {set} is required besides one of another set of the same class, which a policy cannot ask for; leave \
                 one of the two out"
            ),
            Mistake::Lengths => formatter.write_str("`minlength` is more than `maxlength`"),
        }
    }
}

impl std::error::Error for PasswordRulesError {}

/// What a `passwordrules` text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRules {
    /// `minlength`: the fewest characters; of several the largest.
    pub min_length: Option<u16>,
    /// `maxlength`: the most characters; of several the smallest.
    pub max_length: Option<u16>,
    /// `max-repeating`: the most times a character may come in a row. `max-consecutive`, which was there before the two,
    /// stands for both.
    pub max_repeating: Option<u16>,
    /// `max-sequential`: the longest run of characters that follow one another, such as `abc`.
    pub max_sequential: Option<u16>,
    /// `required`: of each set one character at least.
    pub required: Vec<Characters>,
    /// `allowed`, with all that is required; empty where the text names neither.
    pub allowed: Option<Characters>,
}

const PROPERTIES: [&str; 7] =
    ["minlength", "maxlength", "required", "allowed", "max-consecutive", "max-repeating", "max-sequential"];

impl std::str::FromStr for ReadRules {
    type Err = PasswordRulesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut reader = Reader { text, rest: text };
        let mut rules = Self::default();
        let mut allowed: Option<Characters> = None;
        loop {
            while reader.take(';') {}
            if reader.rest.is_empty() {
                break;
            }
            let start = reader.place();
            let name = reader.name().to_ascii_lowercase();
            if !PROPERTIES.contains(&name.as_str()) {
                let found = if name.is_empty() { reader.next_word() } else { name };
                let nearest = nearest(&found, PROPERTIES.into_iter());
                return Err(PasswordRulesError { place: start, kind: Mistake::Property { found, nearest } });
            }
            if !reader.take(':') {
                return Err(reader.error(Mistake::Colon));
            }
            if reader.at_end_of_property() {
                continue; // A property without a value says nothing.
            }
            match name.as_str() {
                "required" => {
                    let set = reader.classes()?;
                    rules.required.push(set);
                }
                "allowed" => allowed.get_or_insert(Characters::NONE).extend(&reader.classes()?),
                _ => {
                    let number = reader.number()?;
                    let stricter = |known: &mut Option<u16>, choose: fn(u16, u16) -> u16| {
                        *known = Some(known.map_or(number, |old| choose(old, number)));
                    };
                    match name.as_str() {
                        "minlength" => stricter(&mut rules.min_length, u16::max),
                        "maxlength" => stricter(&mut rules.max_length, u16::min),
                        "max-repeating" => stricter(&mut rules.max_repeating, u16::min),
                        "max-sequential" => stricter(&mut rules.max_sequential, u16::min),
                        // The old name of both.
                        _ => {
                            stricter(&mut rules.max_repeating, u16::min);
                            stricter(&mut rules.max_sequential, u16::min);
                        }
                    }
                }
            }
            if !reader.at_end_of_property() {
                return Err(reader.error(Mistake::End));
            }
        }
        if rules.min_length.zip(rules.max_length).is_some_and(|(fewest, most)| fewest > most) {
            return Err(PasswordRulesError { place: 1, kind: Mistake::Lengths });
        }
        if allowed.is_some() || !rules.required.is_empty() {
            let mut all = allowed.unwrap_or(Characters::NONE);
            rules.required.iter().for_each(|set| all.extend(set));
            rules.allowed = Some(all);
        }
        Ok(rules)
    }
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
    }

    /// The character that comes next, counted from 1.
    fn place(&self) -> usize {
        self.text.chars().count() - self.rest.chars().count() + 1
    }

    fn error(&self, kind: Mistake) -> PasswordRulesError {
        PasswordRulesError { place: self.place(), kind }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.space();
        self.rest.strip_prefix(wanted).map(|rest| self.rest = rest).is_some()
    }

    fn at_end_of_property(&mut self) -> bool {
        self.space();
        self.rest.is_empty() || self.rest.starts_with(';')
    }

    fn run(&mut self, of: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|character| !of(character)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }

    fn name(&mut self) -> &'a str {
        self.run(|character| character.is_ascii_alphabetic() || character == '-')
    }

    /// What stands where a name should, for a message.
    fn next_word(&self) -> String {
        self.rest.chars().take_while(|character| !character.is_whitespace()).take(20).collect()
    }

    fn number(&mut self) -> Result<u16, PasswordRulesError> {
        let error = self.error(Mistake::Number);
        self.run(|character| character.is_ascii_digit()).parse().map_err(|_| error)
    }

    fn classes(&mut self) -> Result<Characters, PasswordRulesError> {
        match Characters::read(self.rest) {
            Ok((set, rest)) => {
                self.rest = rest;
                Ok(set)
            }
            Err(error) => {
                self.rest = self.rest.get(error.place()..).unwrap_or_default();
                Err(self.error(Mistake::Characters(error)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
