//! Policies as files: TOML or JSON, checked key by key, with an error that names the line, the key and the nearest right
//! one. [`NamedPolicy`] is a policy with the name and the digest that go with every answer, and an organisation's own
//! words. `docs/policy-file.md` is made from the same table of keys and lists them all.

mod digest;
mod error;
mod read;
mod reference;
mod schema;
mod setting;

use std::io::{self, Read};
use std::path::Path;

use keyward_core::{Context, Key, Kind, PRESETS, Policy, Preset, Readings};

use crate::excerpt::excerpt;

pub use error::PolicyFileError;
pub(crate) use error::nearest;
pub use reference::{policy_file_reference, presets_reference};
pub use schema::policy_file_schema;

use read::{File, Format};

/// A policy with what it is called, the words it adds and the digest of it all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPolicy {
    name: String,
    base: String,
    policy: Policy,
    words: Vec<String>,
    /// The readings, if they are not the standard ones.
    readings: Option<Box<Readings>>,
    digest: String,
}

impl NamedPolicy {
    /// The preset that is taken when nothing is said: `nhs-appendix-a`.
    pub const DEFAULT: &str = "nhs-appendix-a";

    /// A preset by its name.
    ///
    /// # Errors
    ///
    /// If there is no preset of this name; the error says which comes nearest.
    pub fn preset(name: &str) -> Result<Self, PolicyFileError> {
        let preset = Preset::from_id(name).ok_or_else(|| PolicyFileError::no_preset(name))?;
        Ok(Self::new(name, name, preset.policy.clone(), Vec::new(), None))
    }

    /// A policy made in code.
    #[must_use]
    pub fn of(name: &str, policy: Policy) -> Self {
        let base = PRESETS.iter().find(|preset| preset.policy.clauses == policy.clauses);
        Self::new(name, base.map_or("", |preset| preset.id), policy, Vec::new(), None)
    }

    /// Reads a policy from TOML.
    ///
    /// ```
    /// use keyward::NamedPolicy;
    /// let policy = NamedPolicy::from_toml("base = 'cyber-essentials-12'\nmin_length = 14\nwords = ['Riverside']")?;
    /// assert_eq!(policy.policy().min_length, 14);
    ///
    /// let error = NamedPolicy::from_toml("min_length = 8\nmin_lenght = 12").unwrap_err();
    /// assert_eq!(error.to_string(), "line 2: `min_lenght` is not a key of a policy; the nearest is `min_length`");
    /// # Ok::<(), keyward::PolicyFileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not TOML, a key is unknown, a value is not one of those allowed, or no password could ever pass.
    pub fn from_toml(text: &str) -> Result<Self, PolicyFileError> {
        Self::read(text, Format::Toml, "policy")
    }

    /// Reads a policy from JSON: one object with the same keys.
    ///
    /// # Errors
    ///
    /// As [`Self::from_toml`].
    pub fn from_json(text: &str) -> Result<Self, PolicyFileError> {
        Self::read(text, Format::Json, "policy")
    }

    /// A preset, or the policy in a file: JSON if its name ends so, TOML otherwise.
    ///
    /// # Errors
    ///
    /// If there is neither such a preset nor such a file, or as [`Self::from_toml`].
    pub fn open(name: &str) -> Result<Self, PolicyFileError> {
        Self::open_with(name, read_text)
    }

    /// [`Self::open`] with a way to read files of the caller's: one that looks into an archive, or that takes no pipes.
    ///
    /// ```
    /// use keyward::NamedPolicy;
    ///
    /// let policy = NamedPolicy::open_with("desk.toml", |_| Ok("min_length = 12".to_owned()))?;
    /// assert_eq!((policy.name(), policy.policy().min_length), ("desk", 12));
    /// # Ok::<(), keyward::PolicyFileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn open_with(
        name: &str,
        read: impl FnOnce(&Path) -> io::Result<String>,
    ) -> Result<Self, PolicyFileError> {
        let path = Path::new(name);
        if Preset::from_id(name).is_some() {
            return Self::preset(name);
        }
        let text = read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => PolicyFileError::neither(name),
            _ => PolicyFileError::unreadable(name, &error),
        })?;
        let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let format = if json { Format::Json } else { Format::Toml };
        let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|stem| read::is_name(stem));
        Self::read(&text, format, stem.unwrap_or("policy")).map_err(|error| error.in_file(name))
    }

    fn read(text: &str, format: Format, default_name: &str) -> Result<Self, PolicyFileError> {
        if text.len() > MAX_BYTES {
            let problem = "is larger than 1 MiB; words belong into a dictionary (`keyward dict build`)";
            return Err(PolicyFileError::plain(problem.to_owned()));
        }
        Self::of_file(read::read(text, format)?, default_name, text)
    }

    /// What a file says, which was read from `text`.
    fn of_file(file: File, default_name: &str, text: &str) -> Result<Self, PolicyFileError> {
        let File { id, base, values, words, readings } = file;
        let base = base.unwrap_or_else(|| Self::DEFAULT.to_owned());
        let preset = Preset::from_id(&base).ok_or_else(|| PolicyFileError::no_preset(&base))?;
        let mut policy = preset.policy.clone();
        for (key, value) in values {
            key.set(&mut policy, value);
        }
        let readings = readings.as_deref().map(read::table_of).transpose()?;
        Self::see_to_it(&policy, |key| read::line_of(text, key))?;
        Ok(Self::new(id.as_deref().unwrap_or(default_name), &base, policy, words, readings))
    }

    /// Gives one key a value, as a policy file has it but without quotation marks. A policy that no password could meet is never
    /// made, so where several keys change, change them in an order that leaves one at each step.
    ///
    /// ```
    /// use keyward::NamedPolicy;
    /// let mut policy = NamedPolicy::preset("nist-800-63b-4-mfa")?;
    /// policy.set("min_length", "12")?;
    /// policy.set("allowed_characters", "upper, lower, digit, [-_.]")?;
    /// assert!(policy.policy().min_length == 12 && !policy.policy().allows('!'));
    ///
    /// let error = policy.set("common_password", "fited").unwrap_err();
    /// assert_eq!(error.nearest(), Some("fitted"));
    /// # Ok::<(), keyward::PolicyFileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the key is none of a policy's rules, the value is not one that it may have, or no password could ever pass. The policy
    /// then stays as it was.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), PolicyFileError> {
        let known = || Key::ALL.iter().map(|key| key.id());
        let Some(key) = Key::from_id(key) else {
            let nearest = nearest(key, known());
            return Err(PolicyFileError {
                nearest,
                ..PolicyFileError::about(key, "is not a key of a policy".to_owned())
            });
        };
        let is_text = matches!(key.kind(), Kind::Choice(_) | Kind::Characters);
        let value = if is_text { read::quoted(value) } else { excerpt(value).into_owned() };
        let line = format!("{} = {value}", key.id());
        let File { values, .. } = read::read(&line, Format::Toml).map_err(PolicyFileError::without_line)?;
        let mut policy = self.policy.clone();
        for (key, value) in values {
            key.set(&mut policy, value);
        }
        Self::see_to_it(&policy, |_| None)?;
        self.policy = policy;
        self.digest = digest::of(self);
        Ok(())
    }

    /// Whether a password could pass; `line_of` tells where a key has its value.
    fn see_to_it(policy: &Policy, line_of: impl Fn(&str) -> Option<usize>) -> Result<(), PolicyFileError> {
        policy.validate().map_err(|contradiction| {
            let key = contradiction.key();
            let problem = format!("= {} {}", read::text_of(key, policy), contradiction.problem());
            PolicyFileError::about(key.id(), problem).at(line_of(key.id()))
        })
    }

    /// A policy that differs from a preset.
    pub(crate) fn based_on(base: &str, name: &str, policy: Policy) -> Self {
        Self::new(name, base, policy, Vec::new(), None)
    }

    fn new(name: &str, base: &str, policy: Policy, words: Vec<String>, readings: Option<Readings>) -> Self {
        let (name, base) = (name.to_owned(), base.to_owned());
        let mut named = Self { name, base, policy, words, readings: None, digest: String::new() };
        named.read_by(readings);
        named
    }

    /// Takes readings on, and the digest of all.
    fn read_by(&mut self, readings: Option<Readings>) {
        let standard = Readings::STANDARD.rows();
        self.readings = readings.filter(|readings| readings.rows() != standard).map(Box::new);
        self.digest = digest::of(self);
    }

    /// The policy with readings of one's own: which letters other characters may stand for.
    #[must_use]
    pub fn with_readings(mut self, readings: Readings) -> Self {
        self.read_by(Some(readings));
        self
    }

    /// The same words and readings under another policy.
    pub(crate) fn with_policy(&self, policy: Policy) -> Self {
        let mut named = Self { policy, ..self.clone() };
        named.digest = digest::of(&named);
        named
    }

    /// Asks for a breach filter, as one is there.
    pub(crate) fn turn_breached_on(&mut self) {
        self.policy.breached = true;
        self.digest = digest::of(self);
    }

    /// What answers call the policy.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The words that the organisation adds: they count as subjects of a context do (WE-O3), even where what is known of the
    /// account does not.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Which letters other characters may stand for.
    #[must_use]
    pub fn readings(&self) -> &Readings {
        self.readings.as_deref().unwrap_or(Readings::STANDARD)
    }

    /// The rows of its readings, if they are not the standard ones.
    fn own_readings(&self) -> Option<Vec<(String, char)>> {
        self.readings.as_ref().map(|readings| readings.rows())
    }

    /// The first 16 hexadecimal digits of the SHA-256 of what the policy asks for. Two files that ask for the same have the
    /// same digest, whatever their names, order of keys or comments.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Runs something with a context that knows the policy's own words too, such as an estimate of strength. A check is told of
    /// them by its lists.
    pub fn in_context<T>(&self, context: &Context<'_>, run: impl FnOnce(&Context<'_>) -> T) -> T {
        if self.words.is_empty() {
            return run(context);
        }
        let subjects: Vec<&str> =
            context.subjects.iter().copied().chain(self.words.iter().map(String::as_str)).collect();
        run(&Context { subjects: &subjects, ..*context })
    }

    /// The whole policy as a TOML file, every key written out, which reads as the same policy.
    ///
    /// ```
    /// use keyward::{NamedPolicy, Policy};
    ///
    /// let policy = NamedPolicy::of("desk", Policy { min_length: 12, ..Policy::NHS_APPENDIX_A });
    /// let file = policy.to_toml();
    /// assert!(file.contains("\nmin_length = 12\n"));
    /// assert_eq!(NamedPolicy::from_toml(&file)?.digest(), policy.digest());
    /// # Ok::<(), keyward::PolicyFileError>(())
    /// ```
    ///
    /// The clauses are those of its base; a file cannot say others.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let words = self.words.iter().map(|word| read::quoted(word)).collect();
        let row = |(spelling, letter): &(String, char)| format!("[{}, \"{letter}\"]", read::quoted(spelling));
        let readings = self.own_readings().map(|rows| ("readings", list(rows.iter().map(row).collect())));
        let base = (!self.base.is_empty()).then(|| ("base", read::quoted(&self.base)));
        let rows = [("id", read::quoted(&self.name))]
            .into_iter()
            .chain(base)
            .chain(Key::ALL.iter().map(|key| (key.id(), read::text_of(*key, &self.policy))))
            .chain([("words", list(words))])
            .chain(readings);
        rows.map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat()
    }
}

impl From<Policy> for NamedPolicy {
    /// A preset keeps its name; any other policy is called `own`.
    fn from(policy: Policy) -> Self {
        let preset = PRESETS.iter().find(|preset| preset.policy == policy);
        Self::of(preset.map_or("own", |preset| preset.id), policy)
    }
}

/// The most bytes of a policy, so that one loads in well under a second: far more than all words and readings that it may have.
const MAX_BYTES: usize = 1 << 20;

fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    // A file that never ends, such as a device, must not fill the memory.
    std::fs::File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests;
