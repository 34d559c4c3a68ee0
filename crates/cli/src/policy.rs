//! The policy that a check is made under: a preset or a file.

use anyhow::{Result, bail};
use keyward::Policy;

/// A policy with what answers call it.
pub(crate) struct NamedPolicy {
    pub(crate) name: String,
    pub(crate) digest: String,
    pub(crate) policy: Policy,
}

impl NamedPolicy {
    /// The preset of this name.
    pub(crate) fn load(name: &str) -> Result<Self> {
        let policy = match name {
            "nhs-appendix-a" => Policy::NHS_APPENDIX_A,
            "hw-5.3.2" => Policy::HW_5_3_2,
            _ => bail!("--policy: no preset of this name; the presets are nhs-appendix-a and hw-5.3.2"),
        };
        Ok(Self { name: name.to_owned(), digest: String::new(), policy })
    }
}
