//! `cargo lab bounded`: how long the dearest checks, policies, batch lines and suggestions that we can think of take.
//!
//! The policies are made for the candidates: dictionaries of all strings of four letters where each of four symbols may be any of
//! them, words and readings to the limits that a file has. A bound is held by counts, in the tests that SECURITY.md names; the
//! times here say what those counts come to.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use anyhow::{Result, bail};
use keyward::dictionary::{Builder, Dictionary, Kind, Tier};
use keyward::{Context, Date, Disclosure, NamedPolicy, Style, Suggester, Validator};
use keyward_cli::answer_batch;
use rustix::time::{ClockId, clock_gettime};

const VOWELS: &[u8] = b"aeio";
const SYMBOLS: &str = "*!%&";

/// Runs of which the shortest counts.
const RUNS: usize = 5;

/// Prints each case and fails if one is over its bound.
pub(crate) fn run() -> Result<()> {
    let mut over = 0;
    for (id, bound, worst) in [
        ("check", 50.0, checks()?),
        ("load", 1000.0, loads()),
        ("line", 500.0, lines()?),
        ("suggest", 50.0, suggestions()?),
    ] {
        for (name, milliseconds) in &worst {
            println!("{id:7} {milliseconds:8.2} ms  {name}");
        }
        let most = worst.iter().fold(0.0_f64, |most, (_, milliseconds)| most.max(*milliseconds));
        let verdict = if most <= bound { "ok" } else { "over" };
        println!("budget: bounded-{id} measured={most:.1} ms bound={bound} ms {verdict}");
        over += usize::from(most > bound);
    }
    if over > 0 { bail!("{over} over the bound") } else { Ok(()) }
}

type Times = Vec<(String, f64)>;

/// Milliseconds of a processor, all threads together, the least of some runs: what else the machine does is not ours.
pub(crate) fn time(runs: usize, mut once: impl FnMut()) -> f64 {
    let used = || {
        let used = clock_gettime(ClockId::ProcessCPUTime);
        Duration::new(used.tv_sec.unsigned_abs(), used.tv_nsec.try_into().unwrap_or(0))
    };
    let run = |_| {
        let start = used();
        once();
        1e3 * (used() - start).as_secs_f64()
    };
    (0..runs).map(run).fold(f64::INFINITY, f64::min)
}

/// All strings of so many of four letters.
fn vowels(length: u32) -> Result<Vec<u8>> {
    let mut list = Builder::new(Kind::Own, "vowels");
    for number in 0..4_usize.pow(length) {
        let letters = (0..length).map(|index| char::from(VOWELS[number >> (2 * index) & 3]));
        list.add(&letters.collect::<String>(), Tier::Common)?;
    }
    Ok(list.build()?)
}

/// Pairs by which each of four symbols may be any of four letters.
fn readings() -> String {
    let letters = |symbol: char| {
        VOWELS.iter().map(move |letter| format!("[\"{symbol}\", \"{}\"]", char::from(*letter)))
    };
    SYMBOLS.chars().flat_map(letters).collect::<Vec<_>>().join(", ")
}

/// Every digit and symbol for as many letters as one may stand for, and spellings of two.
fn most_readings() -> String {
    let symbols = (b'!'..=b'~').map(char::from).filter(|symbol| !symbol.is_ascii_alphabetic());
    let pairs =
        symbols.flat_map(|symbol| VOWELS.iter().map(move |letter| (symbol.to_string(), char::from(*letter))));
    let spelled = ["!!", "**", "%&", "*!", "&%", "%%", "&&", "!*"].map(|spelling| (spelling.to_owned(), 'u'));
    let rows = pairs.chain(spelled).map(|(spelling, letter)| format!("[{spelling:?}, \"{letter}\"]"));
    rows.collect::<Vec<_>>().join(", ")
}

/// A list of so many texts as a policy file has them.
fn list(texts: impl Iterator<Item = String>) -> String {
    texts.map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
}

/// Words that begin alike, in four letters, of so many characters.
fn words(length: usize) -> String {
    list((0..256_usize).map(|number| {
        let end: String = (0..4).map(|index| char::from(VOWELS[number >> (2 * index) & 3])).collect();
        "a".repeat(length - 4) + &end
    }))
}

/// Fewer and longer ones.
fn long_words() -> String {
    words(250).split(", ").take(64).collect::<Vec<_>>().join(", ")
}

fn candidates() -> Vec<String> {
    let of = |pattern: &str| pattern.chars().cycle().take(256).collect::<String>();
    [
        "*",
        "a",
        "ae*!%&**",
        "vvuuvuvvuph()",
        "1|!l",
        "(<[{3|<vvuu",
        "a1",
        "14021987",
        "é",
        "α",
        "1qaz2wsx",
        "a-",
        "Tree5Bank3",
        "\u{301}a",
    ]
    .map(of)
    .to_vec()
}

fn policies() -> Vec<(&'static str, String)> {
    let (few, most) = (readings(), most_readings());
    let base = "base = \"nhs-appendix-a\"\n";
    vec![
        ("the default", base.to_owned()),
        ("readings of four letters", format!("{base}readings = [{few}]")),
        ("all readings", format!("{base}readings = [{most}]")),
        ("all readings, strength", format!("{base}strength = 4\nreadings = [{most}]")),
        ("256 words of 60", format!("{base}words = [{}]\nreadings = [{few}]", words(60))),
        ("64 words of 250", format!("{base}words = [{}]\nreadings = [{most}]", long_words())),
        ("256 words of 5", format!("{base}words = [{}]\nreadings = [{few}]", words(5))),
        (
            "256 words of parts",
            format!("{base}words = [{}]", list((0..256).map(|number| format!("a{number}-aa-").repeat(7)))),
        ),
        (
            "256 words in Greek",
            format!(
                "{base}words = [{}]",
                list((0..256).map(|number| "α".repeat(24) + &"β".repeat(number % 7)))
            ),
        ),
        (
            "256 words in Greek, by words",
            format!("{base}words = [{}]", list((0..256).map(|_| "ααα ".repeat(9)))),
        ),
        ("fitted", "base = \"nist-800-63b-4-mfa\"\nsequence = 3".to_owned()),
    ]
}

fn checks() -> Result<Times> {
    let blobs = [vowels(7)?, vowels(8)?];
    let mut times = Times::new();
    for (name, text) in policies() {
        let policy = NamedPolicy::from_toml(&text)?;
        for dictionaries in [0, 2, Validator::MOST_DICTIONARIES] {
            let mut validator = Validator::new(policy.clone());
            for blob in blobs.iter().cycle().take(dictionaries) {
                validator = validator.with_dictionary(Dictionary::open(blob)?);
            }
            let mut worst = (0.0_f64, String::new());
            for candidate in candidates() {
                let time = time(RUNS, || {
                    black_box(validator.check(black_box(&candidate), &Context::default()));
                });
                if time > worst.0 {
                    worst = (time, candidate.chars().take(8).collect());
                }
            }
            times.push((format!("{name}, {dictionaries} dictionaries: {}…", worst.1), worst.0));
        }
    }
    Ok(times)
}

/// Texts of the most bytes that a policy may have, and a few with what costs most of what they may say.
fn loads() -> Times {
    let most = 1 << 20;
    let long = |start: &str, each: &str, end: &str| {
        let room = most - start.len() - end.len();
        format!("{start}{}{end}", each.repeat(room / each.len()))
    };
    let json = |text: &str| text.starts_with('{');
    let everything = format!("words = [{}]\nreadings = [{}]", words(60), most_readings());
    [
        ("all that there may be", everything.clone()),
        ("and comments to the most", long(&(everything + "\n"), "#\n", "")),
        ("blank lines", long("", "\n", "")),
        ("a key", long("", "x", " = 1")),
        ("a deep list", long("words = ", "[", "")),
        ("a deep table", long("", "a.", "a = 1")),
        ("many tables", long("", "[a]\n", "")),
        ("a list of words", long("words = [", "\"abc\", ", "]")),
        ("a list of pairs", long("readings = [", "[\"4\",\"a\"],", "]")),
        ("a set of characters", long("allowed_characters = \"", "upper, [a-z], ", "lower\"")),
        ("ranges", long("allowed_characters = \"[", "\u{100}-\u{2000}", "]\"")),
        ("escapes", long("id = \"", "\\u0041", "\"")),
        ("deep JSON", long("{\"words\":", "[", "")),
        ("escapes in JSON", long("{\"id\":\"", "\\u0041", "\"}")),
        ("a key in JSON", long("{\"", "x", "\":1}")),
    ]
    .map(|(name, text)| {
        let time = time(RUNS, || {
            let read =
                if json(&text) { NamedPolicy::from_json(&text) } else { NamedPolicy::from_toml(&text) };
            black_box(read.map(Validator::new).is_ok());
        });
        (name.to_owned(), time)
    })
    .into()
}

/// Requests with as much of each kind as one may have, and far more.
fn lines() -> Result<Times> {
    let long = |character: &str, length: usize| character.repeat(length);
    let texts = |text: &str, count: usize| list((0..count).map(|_| text.to_owned()));
    let mut times = Times::new();
    for policy in [
        "base = \"nhs-appendix-a\"".to_owned(),
        format!("words = [{}]\nreadings = [{}]", words(60), readings()),
    ] {
        let validator = Validator::new(NamedPolicy::from_toml(&policy)?);
        for pattern in ["a", "*", "ae*!%&**", "a1", "α", "12345"] {
            let password: String = pattern.chars().cycle().take(256).collect();
            let (text, three, old) = (long("a", 256), "aaa ".repeat(64), password.clone() + "b");
            for (name, rest) in [
                ("names", format!("\"context\":{{\"names\":[{}]}}", texts(&text, 255))),
                ("names of three letters", format!("\"context\":{{\"names\":[{}]}}", texts(&three, 255))),
                (
                    "subjects in Greek",
                    format!("\"context\":{{\"subjects\":[{}]}}", texts(&"ααα ".repeat(36), 255)),
                ),
                ("an address", format!("\"context\":{{\"email\":{:?}}}", long("aaa@aaa.aaa,", 5_400))),
                ("a telephone", format!("\"context\":{{\"phone\":{:?}}}", long("12345123451,", 5_400))),
                ("previous", format!("\"previous\":[{}]", texts(&old[..old.len().min(250)], 255))),
                ("previous, few", format!("\"previous\":[{}]", texts(&long("Zk7#", 60), 255))),
                ("other accounts", format!("\"other_accounts\":[{}]", texts(&long("Zk7#", 60), 255))),
                ("names of 16 MB", format!("\"context\":{{\"names\":[{}]}}", texts("abc", 2_000_000))),
                ("a name of 16 MB", format!("\"context\":{{\"names\":[{:?}]}}", long("a", 15 << 20))),
                ("records of 16 MB", format!("\"history\":[{}]", texts("abc", 2_000_000))),
                (
                    "keys",
                    format!(
                        "\"context\":{{{}}}",
                        (0..500_000).fold(String::new(), |mut all, number| {
                            let _ = write!(all, "{}\"k{number}\":1", if number > 0 { "," } else { "" });
                            all
                        })
                    ),
                ),
                ("deep", format!("\"id\":{}", long("[", 1 << 20))),
                ("an id of 15 MB", format!("\"id\":[{}0]", long("0,", 7 << 20))),
            ] {
                let line = format!("{{\"password\":{password:?},{rest}}}\n");
                let time = time(RUNS, || {
                    let mut answers = Vec::new();
                    let _ = black_box(answer_batch(
                        &validator,
                        Disclosure::Private,
                        &mut line.as_bytes(),
                        &mut answers,
                    ));
                });
                times.push((format!("{name}, {pattern}, {} words", validator.named().words().len()), time));
            }
        }
    }
    times.sort_by(|one, other| other.1.total_cmp(&one.1));
    times.truncate(12);
    // A day of birth, which has the most forms.
    let born = Context { date_of_birth: Some(Date { year: 1987, month: 2, day: 14 }), ..Context::default() };
    let validator = Validator::new(NamedPolicy::from_toml("")?);
    let time = time(RUNS, || {
        black_box(validator.check(&"14021987".repeat(32), &born));
    });
    times.push(("a date of birth".to_owned(), time));
    Ok(times)
}

/// The longest passwords of each style.
fn suggestions() -> Result<Times> {
    let validator = Validator::new(NamedPolicy::from_toml("")?);
    let context = Context { username: "jsmith", ..Context::default() };
    let mut times = Times::new();
    for style in [Style::Words, Style::Random] {
        let suggest = || Suggester::new(&validator, &context, style, Some(256))?.suggest();
        suggest()?;
        times.push((format!("256 characters, {style:?}"), time(RUNS, || drop(black_box(suggest())))));
    }
    Ok(times)
}
