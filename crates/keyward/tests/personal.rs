//! What the context knows, where it is spelled by chance: with the word lists that tell short words.

use keyward::{Context, Policy, Rule, Validator};

fn objects(password: &str, context: &Context<'_>) -> bool {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    validator.check(password, context).finding(Rule::Personal).is_some()
}

#[test]
fn short_words_beside_symbols_spell_no_name() {
    let context = Context {
        names: &["Ella Neal"],
        related: &["Trees", "Tess"],
        subjects: &["Kings"],
        ..Context::default()
    };
    for password in ["CarSailBell49#=", "BikeFishCone41!@", "KingTree5!9*", "LampKing$72#"] {
        assert!(!objects(password, &context), "{password}");
    }
    for password in ["CarSailElla49#=", "Ne4lFishCone=", "KwTrees29!*", "Te$$SailLamp49"] {
        assert!(objects(password, &context), "{password}");
    }
}

#[test]
fn a_name_is_a_name_though_its_beginning_is_a_word() {
    let names = Context { names: &["Tom Banks", "Carl Mills"], username: "wells", ..Context::default() };
    for password in ["Bank5!#29KwQz", "Kw!Mill5#29Qz", "Car1!#29KwQz", "WELL$#29KwQz"] {
        assert!(objects(password, &names), "{password}");
    }
}
