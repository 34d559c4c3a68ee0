//! Records made by other tools, and lines that are not records.

#![allow(clippy::expect_used)]

use keyward_history::{History, ParseError, Record};

fn table(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').expect("two columns"))
}

#[test]
fn records_of_other_tools_verify() {
    let mut tried = 0;
    for (password, text) in table(include_str!("records/known.txt")) {
        let record: Record = text.parse().expect(text);
        assert_eq!(record.to_string(), text);
        assert_eq!(record.verify(password), Ok(true), "{text}");
        assert_eq!(record.verify(&format!("{password}1")), Ok(false), "{text}");
        tried += 1;
    }
    assert_eq!(tried, 13);
}

#[test]
fn a_malformed_line_is_an_error_that_names_it() {
    let good = table(include_str!("records/known.txt")).next().expect("a record").1;
    let mut tried = 0;
    for (expected, line) in table(include_str!("records/malformed.txt")) {
        for (text, at) in [
            (line.to_owned(), 1),
            (format!("{good}\n\n{line}\n{good}\n"), 3),
            (format!("{good}\r\n{good}\r\n{line}\r\n"), 3),
        ] {
            let ParseError { line: found, error } = text.parse::<History>().expect_err(line);
            assert_eq!((found, format!("{error:?}").as_str()), (at, expected), "{line}");
        }
        tried += 1;
    }
    assert_eq!(tried, 40);
    let error = format!("{good}\nnonsense").parse::<History>().expect_err("nonsense");
    assert_eq!(error.to_string(), "line 2: not an argon2 PHC string");
    // What is named is the limit, and not what the record has.
    let greedy = good.replace("m=64", "m=4194304");
    let error = greedy.parse::<Record>().expect_err("greedy").to_string();
    assert_eq!(error, "asks for more than 256 MiB of memory (the limit is m=262144)");
}

#[test]
fn every_cut_of_a_record_is_an_error() {
    let mut cuts = 0;
    for (_, record) in table(include_str!("records/known.txt")) {
        for cut in 1..record.len() {
            let shorter = &record[..cut];
            assert!(shorter.parse::<Record>().is_err(), "{shorter}");
            assert_eq!(shorter.parse::<History>().expect_err(shorter).line, 1);
            assert!(format!("{record}\n{shorter}\n").parse::<History>().is_err(), "{shorter}");
            cuts += 1;
        }
    }
    assert!(cuts > 1_000, "{cuts}");
    // By whole groups of base64, so that what is left is well-formed.
    let record = table(include_str!("records/known.txt")).next().expect("a record").1;
    for (cut, expected) in [(3, "the hash must be 32 bytes"), (7, "43 characters"), (44, "the line is cut")] {
        let error = record[..record.len() - cut].parse::<Record>().expect_err(record).to_string();
        assert!(error.contains(expected), "{cut} {error}");
    }
}

#[test]
fn blank_lines_and_line_ends_do_not_matter() {
    let good = table(include_str!("records/known.txt")).next().expect("a record").1;
    for (text, records) in [
        (String::new(), 0),
        ("\n".into(), 0),
        ("\r\n \t\n".into(), 0),
        (good.into(), 1),
        (format!("{good}\n"), 1),
        (format!("\n\n{good}\r\n\r\n  {good}\t\n"), 2),
    ] {
        let history: History = text.parse().expect("a history");
        assert_eq!(history.len(), records, "{text:?}");
        assert_eq!(history.to_string(), format!("{good}\n").repeat(records));
    }
}
