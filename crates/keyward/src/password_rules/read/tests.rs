//! The rules of real sites, and what is wrong with broken ones.

use super::*;

fn read(text: &str) -> ReadRules {
    text.parse().unwrap()
}

#[test]
fn every_property_is_read() {
    let rules = read(
        "MinLength: 8;maxlength : 20; required: upper,  lower; required:[-_]; ; allowed: digit; allowed: [£]; max-repeating: 2; max-sequential: 3",
    );
    assert_eq!((rules.min_length, rules.max_length), (Some(8), Some(20)));
    assert_eq!((rules.max_repeating, rules.max_sequential), (Some(2), Some(3)));
    let required: Vec<_> = rules.required.iter().map(ToString::to_string).collect();
    assert_eq!(required, ["upper, lower", "[-_]"]);
    assert_eq!(rules.allowed.unwrap().to_string(), "upper, lower, digit, [-_£]");
}

#[test]
fn of_two_the_stricter_counts_and_the_old_name_stands_for_both() {
    let rules = read(
        "minlength: 8; minlength: 6; maxlength: 16; maxlength: 20; max-consecutive: 3; max-repeating: 2",
    );
    assert_eq!((rules.min_length, rules.max_length), (Some(8), Some(16)));
    assert_eq!((rules.max_repeating, rules.max_sequential), (Some(2), Some(3)));
}

#[test]
fn what_says_nothing_is_read_as_nothing() {
    for text in ["", " ; ", "minlength: ; allowed:"] {
        assert_eq!(read(text), ReadRules::default(), "{text}");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (text, told) in [
        (
            "minlenght: 8",
            "character 1: `minlenght` is not a property of passwordrules; the nearest is `minlength`",
        ),
        ("minlength: 8; 9", "character 15: `9` is not a property of passwordrules"),
        ("minlength 8", "character 11: a property has a colon behind its name, such as `minlength: 8`"),
        ("minlength: x", "character 12: a whole number up to 65535 must stand here"),
        ("minlength: 65536", "character 12: a whole number up to 65535 must stand here"),
        ("minlength: 8 maxlength: 9", "character 14: `;` or the end must stand here"),
        ("required: upper lower", "character 17: `;` or the end must stand here"),
        ("required: [a-z]", "character 13: a hyphen must be the first character of its set, as in [-_.]"),
        ("required: [£-]", "character 13: a hyphen must be the first character of its set, as in [-_.]"),
        ("required: [!", "character 11: a set of characters begins here and does not end with ]"),
        ("minlength: 9; maxlength: 8", "character 1: `minlength` is more than `maxlength`"),
    ] {
        assert_eq!(text.parse::<ReadRules>().unwrap_err().to_string(), told, "{text}");
    }
}

/// 1Password's parser of the same language, which knows only printable ASCII, and `max-consecutive` alone.
#[test]
fn the_rules_of_real_sites_are_read_as_another_parser_reads_them() {
    use password_rules_parser::{CharacterClass, parse_password_rules};
    use std::collections::BTreeSet;

    let characters = |classes: &[CharacterClass]| -> BTreeSet<char> {
        classes.iter().flat_map(CharacterClass::chars).collect()
    };
    let texts = include_str!("../../../tests/data/passwordrules.txt");
    assert_eq!(texts.lines().count(), 327);
    for text in texts.lines() {
        let (ours, theirs) = (read(text), parse_password_rules(text, true).unwrap());
        assert_eq!(ours.min_length.map(u32::from), theirs.min_length, "{text}");
        assert_eq!(ours.max_length.map(u32::from), theirs.max_length, "{text}");
        assert_eq!(ours.max_repeating.map(u32::from), theirs.max_consecutive, "{text}");
        assert_eq!(ours.max_sequential, ours.max_repeating, "{text}");
        let printable = |set: &Characters| set.printable().collect::<BTreeSet<_>>();
        // Theirs counts a class that is required again once, and puts a class that is required among the others first.
        let required: BTreeSet<_> = ours.required.iter().map(printable).collect();
        assert_eq!(required, theirs.required.iter().map(|classes| characters(classes)).collect(), "{text}");
        // Where nothing is named, theirs allows all that is printable.
        let mut allowed = characters(&theirs.allowed);
        theirs.required.iter().for_each(|classes| allowed.extend(characters(classes)));
        assert_eq!(printable(&ours.allowed.unwrap_or(Characters::ALL)), allowed, "{text}");
    }
}
