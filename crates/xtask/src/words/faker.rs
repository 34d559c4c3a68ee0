//! Lists of names by country, from the PyPI package faker.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{fetch_wheel, fold};

const WHEEL: &str = "faker-40.63.0-py3-none-any.whl";

/// Prints each list of a country's names as JSON; where the package says how frequent names are, the most frequent
/// first, and equal ones by the alphabet.
const DUMP: &str = r#"
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
lists = {}
for locale in sys.argv[2].split(","):
    provider = importlib.import_module("faker.providers.person." + locale).Provider
    for name, values in vars(provider).items():
        if "_names" not in name:
            continue
        if isinstance(values, dict):
            values = [key for key, _ in sorted(values.items(), key=lambda item: (-item[1], item[0]))]
        lists[locale + "/" + name] = list(values)
json.dump(lists, sys.stdout)
"#;

const LOCALES: &str = "en_GB,en_IE,en_IN,en_NG,yo_NG,ig_NG,ha_NG,tw_GH,pl_PL,ro_RO,tr_TR,lt_LT,zh_CN";

/// The lists, by `locale/name`, folded.
pub(super) struct Faker(HashMap<String, Vec<String>>);

impl Faker {
    pub(super) fn fetch(work: &Path) -> Result<Self> {
        fetch_wheel(work, WHEEL)?;
        let output = Command::new("python3").args(["-c", DUMP, WHEEL, LOCALES]).current_dir(work).output()?;
        ensure!(output.status.success(), "{WHEEL}: {}", String::from_utf8_lossy(&output.stderr));
        let lists: HashMap<String, Vec<String>> = serde_json::from_slice(&output.stdout)?;
        Ok(Self(lists.into_iter().map(|(name, list)| (name, list.iter().map(fold).collect())).collect()))
    }

    pub(super) fn list(&self, locale: &str, name: &str) -> Result<&[String]> {
        let list = self.0.get(&format!("{locale}/{name}"));
        Ok(list.with_context(|| format!("faker has no list {name} of {locale}"))?)
    }
}
