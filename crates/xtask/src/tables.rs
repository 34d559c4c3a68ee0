//! `cargo xtask tables`: what other languages know of the rules and the keys of a policy, made from the table in
//! crates/core/src/table.rs.

use std::fmt::Write as _;

use anyhow::Result;
use keyward::{Key, Kind, PRESETS, Rule};

use crate::generated;

pub(crate) fn run(check: bool) -> Result<()> {
    let files = [("crates/ffi/src/rule_table.rs", c_enum()), ("crates/wasm/ts/rules.ts", typescript())];
    generated::settle(&files, check, "cargo xtask tables")
}

/// The enum of the C header, in Rust, from which cbindgen makes it.
fn c_enum() -> String {
    let mut text = String::from(
        "//! Made by `cargo xtask tables`; do not edit. The rules of the header.\n\
         \n\
         /// The rules. What each means is in the documentation of the policy; `keyward_rule_id` gives the identifier.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         #[repr(u32)]\n\
         pub enum Rule {\n",
    );
    for &rule in Rule::ALL {
        let _ = writeln!(text, "    ///{}\n    {rule:?} = {},", rule.doc(), rule.number());
    }
    text += "}\n\n/// Every rule with its number.\npub(crate) const RULES: &[(u32, Rule)] = &[\n";
    for &rule in Rule::ALL {
        let _ = writeln!(text, "    ({}, Rule::{rule:?}),", rule.number());
    }
    text + "];\n"
}

/// The identifiers as unions, and the keys of a policy with their types.
fn typescript() -> String {
    let mut text = String::from("// Made by `cargo xtask tables`; do not edit.\n");
    let mut union = |name: &str, doc: &str, ids: &mut dyn Iterator<Item = &str>| {
        let _ = write!(text, "\n/** {doc} */\nexport type {name} =");
        ids.for_each(|id| {
            let _ = write!(text, "\n  | \"{id}\"");
        });
        text += ";\n";
    };
    union("RuleId", "The stable identifiers of the rules.", &mut Rule::ALL.iter().copied().map(Rule::id));
    union("Preset", "The policies that come with keyward.", &mut PRESETS.iter().map(|preset| preset.id));
    text += "\n/** What a policy asks for. */\nexport interface PolicyKeys {\n";
    for key in Key::ALL {
        let values = match key.kind() {
            Kind::Number { .. } => format!(" Values: {}.", key.kind()),
            _ => String::new(),
        };
        let _ = writeln!(text, "  /** {}{values} */\n  {}?: {};", key.doc(), key.id(), type_of(key.kind()));
    }
    text + "}\n"
}

fn type_of(kind: Kind) -> String {
    match kind {
        Kind::Number { .. } => "number".to_owned(),
        Kind::Flag => "boolean".to_owned(),
        Kind::Choice(names) => names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | "),
        _ => "string".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_other_languages_know_is_the_table() {
        super::run(true).unwrap();
    }
}
