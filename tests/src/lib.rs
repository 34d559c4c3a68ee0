//! The judged cases of `tests/vectors`, read once for every suite that runs them: Rust, the command, C and npm.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

use keyward::{Context, Date, Operation};
use serde::Deserialize;
use serde_json::Value;

/// One line of a file in `tests/vectors`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A name that no other line of the file has.
    pub id: Value,
    /// What it is judged under: a preset, or a policy file in JSON.
    pub policy: String,
    /// The request, as the command reads it with `--batch`.
    pub request: Value,
    /// What must come of it.
    pub expect: Expectation,
    /// Why the policy's text says so.
    pub why: String,
}

/// What must come of a case; all that is given must hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The verdict.
    pub accepted: Option<bool>,
    /// At least one of these rules objects.
    pub any_of: Option<Vec<String>>,
    /// None of these rules objects.
    #[serde(default)]
    pub none_of: Vec<String>,
    /// Exactly these rules object, in any order.
    pub exactly: Option<Vec<String>>,
}

impl Expectation {
    /// What does not hold of a verdict and the rules that object; none if all holds.
    #[must_use]
    pub fn unmet(&self, accepted: bool, rules: &[String]) -> Option<String> {
        if self.accepted.is_some_and(|wanted| wanted != accepted) {
            return Some(format!("accepted is {accepted}, the rules {rules:?}"));
        }
        if self.any_of.as_ref().is_some_and(|wanted| !wanted.iter().any(|rule| rules.contains(rule))) {
            return Some(format!("{rules:?} has none of {:?}", self.any_of));
        }
        if let Some(rule) = self.none_of.iter().find(|rule| rules.contains(rule)) {
            return Some(format!("{rule} objects"));
        }
        let sorted = |rules: &[String]| {
            let mut rules = rules.to_vec();
            rules.sort_unstable();
            rules
        };
        self.exactly
            .as_ref()
            .filter(|wanted| sorted(wanted) != sorted(rules))
            .map(|wanted| format!("{rules:?} is not {wanted:?}"))
    }
}

impl Case {
    /// Where the case stands: file and id.
    #[must_use]
    pub fn name(&self, file: &Path) -> String {
        let file = file.file_stem().unwrap_or_default().to_string_lossy();
        format!("{file} {}: {} ({})", self.id, self.request, self.why)
    }

    /// The candidate.
    #[must_use]
    pub fn password(&self) -> &str {
        text(&self.request, "password")
    }

    /// Hands out what the request knows of the account.
    pub fn with_context<R>(&self, check: impl FnOnce(&Context<'_>) -> R) -> R {
        let request = &self.request;
        let account = request.get("context").unwrap_or(&Value::Null);
        check(&Context {
            operation: match text(request, "operation") {
                "set" => Operation::Set,
                _ => Operation::Change,
            },
            username: text(account, "username"),
            names: &texts(account, "names"),
            email: text(account, "email"),
            phone: text(account, "phone"),
            date_of_birth: Date::parse(text(account, "date_of_birth")),
            related: &texts(account, "related"),
            subjects: &texts(account, "subjects"),
            previous: &texts(request, "previous"),
            other_accounts: &texts(request, "other_accounts"),
        })
    }
}

fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or("")
}

fn texts<'a>(object: &'a Value, key: &str) -> Vec<&'a str> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The project's top level.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of `tests/vectors` with its cases, in the order of their names.
///
/// # Errors
/// A file that cannot be read, or a line that is no case.
pub fn cases() -> Result<Vec<(PathBuf, Vec<Case>)>, String> {
    let folder = root().join("tests/vectors");
    let listed = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort_unstable();
    let read = |file: PathBuf| {
        let lines = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let numbered = lines.lines().zip(1..);
        let cases = numbered.map(|(line, number)| {
            serde_json::from_str(line).map_err(|error| format!("{}:{number}: {error}", file.display()))
        });
        let cases = cases.collect::<Result<Vec<Case>, String>>()?;
        Ok((file, cases))
    };
    files.into_iter().map(read).collect()
}
