//! The judged cases in a form that a language without JSON reads in a few lines: a case is a number of pieces, a piece is
//! a kind, a length and bytes; numbers are 32 bits, big-endian. What is expected is what the Rust library finds.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use keyward::{NamedPolicy, Operation, Validator};
use keyward_tests::{Case, cases};

/// Writes all cases to a file.
pub(crate) fn file() -> PathBuf {
    let mut records = Vec::new();
    for (_, cases) in cases().unwrap() {
        for case in cases {
            write(&case, &mut records);
        }
    }
    let path = super::workplace().join(format!("cases-{}", std::process::id()));
    fs::write(&path, records).unwrap();
    path
}

fn write(case: &Case, records: &mut Vec<u8>) {
    let password = case.password();
    let validator = {
        let text = &case.policy;
        let policy =
            if text.starts_with('{') { NamedPolicy::from_json(text) } else { NamedPolicy::preset(text) };
        Validator::new(policy.unwrap())
    };
    case.with_context(|context| {
        let mut findings = String::new();
        for finding in validator.check(password, context).findings() {
            let number = finding.rule.number();
            match finding.span {
                Some(span) => {
                    let units = span.in_utf16(password);
                    let _ = writeln!(
                        findings,
                        "{number} {} {} {} {}",
                        span.start, span.end, units.start, units.end
                    );
                }
                None => {
                    let _ = writeln!(findings, "{number} -1 -1 -1 -1");
                }
            }
        }
        let utf16: Vec<u8> = password.encode_utf16().flat_map(u16::to_ne_bytes).collect();
        let set = context.operation == Operation::Set;
        let born = context
            .date_of_birth
            .map_or(String::new(), |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
        let name = case.id.to_string();
        let mut pieces: Vec<(u32, &[u8])> = vec![
            (1, context.username.as_bytes()),
            (3, context.email.as_bytes()),
            (4, context.phone.as_bytes()),
            (100, password.as_bytes()),
            (101, &utf16),
            (102, case.policy.as_bytes()),
            (103, if set { b"set" } else { b"change" }),
            (104, born.as_bytes()),
            (105, findings.as_bytes()),
            (106, name.as_bytes()),
        ];
        for (field, values) in [
            (2, context.names),
            (5, context.related),
            (6, context.subjects),
            (7, context.previous),
            (8, context.other_accounts),
        ] {
            pieces.extend(values.iter().map(|value| (field, value.as_bytes())));
        }
        records.extend(u32::try_from(pieces.len()).unwrap().to_be_bytes());
        for (kind, bytes) in pieces {
            records.extend(kind.to_be_bytes());
            records.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
            records.extend(bytes);
        }
    });
}
