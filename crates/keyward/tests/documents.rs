//! The documents made from the program's own tables are as committed. `KEYWARD_WRITE=1 cargo test -p keyward --test
//! documents` writes them anew.

use std::path::Path;

fn is_as_committed(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var_os("KEYWARD_WRITE").is_some() {
        assert!(std::fs::write(&path, text).is_ok(), "docs/{name} cannot be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == text, "docs/{name} is out of date; run with KEYWARD_WRITE=1");
}

#[test]
fn the_reference_of_policy_files() {
    is_as_committed("policy-file.md", &keyward::policy_file_reference());
}

#[test]
fn the_schema_of_policy_files() {
    is_as_committed("policy-file.schema.json", &keyward::policy_file_schema());
}

#[test]
fn the_reference_of_presets() {
    is_as_committed("presets.md", &keyward::presets_reference());
}
