//! A policy with all that its options add to it, which judges the passwords of a host.

use std::fs::File;
use std::io::{self, Read as _};

use keyward::breached::BreachFilter;
use keyward::dictionary::Dictionary;
use keyward::history::{Search, Verify, finding_with};
use keyward::{Language, NamedPolicy, OwnedContext, Report, Validator, compile_word_list};
use self_cell::self_cell;

use crate::{Answer, Mistake, OnError, Options};

/// More than any organisation's word list has, in bytes: a file that never ends must not fill the memory.
const MAX_WORDS: u64 = 16 << 20;

self_cell! {
    /// The validator with the compiled word lists that it reads.
    struct Loaded {
        owner: Vec<Vec<u8>>,
        #[covariant]
        dependent: Validator,
    }
}

/// A policy, ready to judge. It may be shared between threads.
pub struct Judge {
    loaded: Loaded,
    language: Language,
    on_error: OnError,
    search: Search,
}

impl Judge {
    /// Opens the policy and the lists that options name.
    ///
    /// # Errors
    /// If a file cannot be read or is not what it should be.
    pub fn open(options: &Options) -> Result<Self, Mistake> {
        let name = options.text("policy").unwrap_or(NamedPolicy::DEFAULT);
        let policy = NamedPolicy::open(name)
            .map_err(|error| Mistake::about("policy", format!("cannot be used: {error}")))?;
        let mut blobs = Vec::new();
        if let Some(path) = options.text("local_words") {
            let wrong = |error: &dyn std::fmt::Display| {
                Mistake::about(
                    "local_words",
                    format!("must be a word list, one entry a line: {path}: {error}"),
                )
            };
            let list = read_text(path).map_err(|error| wrong(&error))?;
            blobs.push(compile_word_list(&list, path).map_err(|error| wrong(&error))?);
        }
        let filter = options.text("breached").map(|path| {
            let opened = File::open(path).map_err(|error| error.to_string());
            opened.and_then(|file| BreachFilter::open_file(file).map_err(|error| error.to_string())).map_err(
                |error| {
                    let right = "must be a filter made by `keyward breached build`";
                    Mistake::about("breached", format!("{right}: {path}: {error}"))
                },
            )
        });
        let filter = filter.transpose()?;
        let loaded = Loaded::try_new(blobs, |blobs| {
            let mut validator = Validator::new(policy);
            if let Some(filter) = filter {
                validator = validator.with_breach_filter(filter);
            }
            blobs.iter().try_fold(validator, |validator, blob| {
                let opened = Dictionary::open(blob);
                opened
                    .map(|list| validator.with_dictionary(list))
                    .map_err(|error| Mistake::about("local_words", error))
            })
        })?;
        // A host may not bear threads that it does not know of.
        let search = Search { max_hashes: options.hashes()?, threads: 1, ..Search::DEFAULT };
        let judge = Self { loaded, language: options.language()?, on_error: options.on_error()?, search };
        judge
            .validator()
            .validate()
            .map_err(|error| Mistake::about("breached", format!("must be given: {error}")))?;
        Ok(judge)
    }

    /// Judges a password: by the rules, then among hashes of earlier ones, newest first.
    ///
    /// # Errors
    /// If the policy's breach filter or a hash cannot be asked.
    pub fn judge<'a>(
        &'a self,
        password: &'a [u8],
        account: &OwnedContext,
        earlier: &[&dyn Verify],
    ) -> Result<Answer<'a>, String> {
        let Ok(password) = std::str::from_utf8(password) else { return Ok(Answer::not_utf8(self)) };
        let validator = self.validator();
        let mut report = Report::default();
        let checked = account.lend(|context| validator.try_check_into(&mut report, password, context));
        checked.map_err(|error| error.to_string())?;
        if report.accepted() {
            let found = finding_with(password, validator.policy(), earlier, &self.search);
            if let Some(finding) = found.map_err(|error| error.to_string())? {
                report.add(finding);
            }
        }
        Ok(Answer::new(self, report, password))
    }

    /// What to do with a password that cannot be judged.
    #[must_use]
    pub const fn on_error(&self) -> OnError {
        self.on_error
    }

    /// How many earlier passwords the policy bars, which is as many as are worth keeping.
    #[must_use]
    pub fn history(&self) -> usize {
        self.validator().policy().history.into()
    }

    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn validator(&self) -> &Validator<'_> {
        self.loaded.borrow_dependent()
    }
}

fn read_text(path: &str) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_WORDS + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_WORDS {
        return Err(io::Error::other("it is larger than 16 MiB"));
    }
    Ok(text)
}
