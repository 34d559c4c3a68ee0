//! A policy as a setting of an application's own: wherever serde reads one.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed as _, Deserializer, Error as _, MapAccess, Visitor};

use super::read::{FileSeed, Progress};
use super::{NamedPolicy, PolicyFileError};

/// The name of a preset, or the keys of a policy file. A file that an application names is for [`NamedPolicy::open`].
///
/// ```
/// use keyward::NamedPolicy;
///
/// #[derive(serde::Deserialize)]
/// struct Settings {
///     port: u16,
///     policy: NamedPolicy,
/// }
///
/// let settings: Settings = toml::from_str("port = 80\n[policy]\nbase = 'nhs-appendix-a'\nmin_length = 14")?;
/// assert_eq!(settings.policy.policy().min_length, 14);
/// let settings: Settings = toml::from_str("port = 80\npolicy = 'cyber-essentials-12'")?;
/// assert_eq!(settings.policy.name(), "cyber-essentials-12");
/// # Ok::<(), toml::de::Error>(())
/// ```
impl<'de> Deserialize<'de> for NamedPolicy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Setting)
    }
}

struct Setting;

impl<'de> Visitor<'de> for Setting {
    type Value = NamedPolicy;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a preset, or the keys of a policy")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<NamedPolicy, E> {
        NamedPolicy::preset(name).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NamedPolicy, A::Error> {
        let progress = RefCell::default();
        let read = FileSeed(&progress).deserialize(MapAccessDeserializer::new(map));
        let file = read.map_err(|error| {
            let Progress { key, nearest } = progress.take();
            let problem = error.to_string();
            A::Error::custom(PolicyFileError { key, nearest, ..PolicyFileError::plain(problem) })
        })?;
        NamedPolicy::of_file(file, "policy", "").map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_key() {
        for (setting, told) in [
            (r#""nhs-apendix-a""#, "nhs-appendix-a"),
            (r#"{"min_lenght": 12}"#, "`min_lenght` is not a key of a policy; the nearest is `min_length`"),
            (r#"{"min_length": "long"}"#, "`min_length` "),
            (r#"{"min_length": 12, "min_length": 12}"#, "`min_length` is given twice"),
            (r#"{"base": "none"}"#, "none"),
            (r#"{"min_length": 200, "max_length": 20}"#, "`"),
            ("12", "the name of a preset, or the keys of a policy"),
        ] {
            let error = serde_json::from_str::<NamedPolicy>(setting).unwrap_err().to_string();
            assert!(error.contains(told), "{setting}: {error}");
        }
        let read = serde_json::from_str::<NamedPolicy>(r#"{"words": ["Riverside"]}"#).unwrap();
        assert_eq!(read, NamedPolicy::from_json(r#"{"words": ["Riverside"]}"#).unwrap());
    }
}
