//! The page of the comparison. Every number in it was measured; what no number says is said in words.

use std::fmt::Write as _;

use super::{CORPORA, Comparison, HABITS, Measured, PROBES, ROUNDS, STYLES, TIMED};
use crate::share::Share;

/// What others are better at, and no number says.
const BETTER: &str = "\
- **zxcvbn** and **zxcvbn-ts** estimate how many guesses a password takes, on a scale that any policy can draw a line on, and say how
  to make it better. keyward refuses or accepts; where a policy asks for an estimate (`strength`), it asks the zxcvbn crate.
- **passwdqc** fits on any system: one small library without a dictionary file, an answer in one line, and passphrases that it
  makes itself. It looks at the comment field and the old password too, which is not measured here.
- **libpwquality** and **cracklib** are there already on most distributions, and their files of settings are known to those who
  administer them. keyward has libraries that take the place of both.
- All of them have been in use for many years, on many millions of accounts. keyward has not.
";

pub(super) fn page(comparison: &Comparison) -> String {
    let mut text = String::from(
        "<!-- Made by `cargo lab compare` of lab/data/peers.json; do not edit. -->\n\
         # Beside others\n\n\
         keyward beside what one would use instead, on the same passwords. Each peer is as it is installed, with its default settings.\n\
         Everything is measured by one command, `cargo xtask peers`, which anybody can run again. The habits and styles are those that\n\
         keyward's costs were tuned by, on half of their words, so they suit it better than they suit the others.\n\n\
         ![Bars of what the tables below say: everyday habits accepted, good styles refused, time a check](comparison.svg)\n",
    );
    judgement(&mut text, comparison);
    time_and_size(&mut text, &comparison.judges);
    text += "\n## What others do better\n\n";
    better(&mut text, comparison);
    text += BETTER;
    probes(&mut text, &comparison.judges);
    text += "\n## Habit by habit\n\nThe share that is accepted, as a mean over all bases.\n\n";
    means(&mut text, &comparison.judges, "habit", |judge| Share::means(&comparison.habits(judge), 1));
    text += "\n## Style by style\n\nThe share that is refused.\n\n";
    means(&mut text, &comparison.judges, "style", |judge| {
        comparison.styles(judge).iter().map(|share| (share.name.clone(), share.percent())).collect()
    });
    how(&mut text, &comparison.judges);
    text
}

fn judgement(text: &mut String, comparison: &Comparison) {
    let _ = writeln!(
        text,
        "\n## Judgement\n\n\
         Everyday habits are what people do to get past a policy that counts: a word, a name or a common password with an ending, in\n\
         leet, doubled, backwards, a row of keys, a date. {HABITS} candidates for each base and habit, all with two of each class. Good\n\
         styles are what password managers make and what the usual advice has, {STYLES} of each.\n"
    );
    row(text, &["", "habits accepted, mean", "worst", "good styles refused, mean", "worst"], true);
    for judge in &comparison.judges {
        let (habits, styles) = (comparison.habits(judge), comparison.styles(judge));
        let worst = |shares: &[Share]| {
            Share::worst(shares)
                .map_or(String::new(), |share| format!("{} ({})", percent(share.percent()), share.name))
        };
        let [accepted, refused] = [&habits, &styles].map(|shares| percent(Share::mean(shares)));
        row(text, &[judge.peer.name.clone(), accepted, worst(&habits), refused, worst(&styles)], false);
    }
    let keyward = comparison.judges.iter().find(|judge| judge.peer.name == "keyward");
    let good = comparison.styles.iter().map(|(_, of)| of).sum();
    if let Some(keyward) = keyward {
        let whole = Share { name: String::new(), counted: keyward.refused, of: good };
        let _ = writeln!(
            text,
            "\nOf the good styles, those rules of keyward that count characters are left out, for a policy without them is as easily had. With\n\
             them the preset, which wants two of each class, refuses {} of these passwords: an NHS policy asks for that, and many good\n\
             passwords have no two digits.",
            percent(whole.percent())
        );
    }
}

fn time_and_size(text: &mut String, judges: &[Measured]) {
    let _ = writeln!(
        text,
        "\n## Time and size\n\n\
         Time of the processor for one check, the least of {ROUNDS} rounds over {TIMED} passwords of each kind. Size is what a program\n\
         loads for it.\n"
    );
    let kinds = CORPORA.map(|(name, _)| name);
    row(text, &[&[""], &kinds[..], &["size", "which is"]].concat(), true);
    for Measured { peer, times, .. } in judges {
        let times = times.iter().map(|time| duration(*time));
        let size = [format!("{} KB", peer.bytes / 1000), peer.loaded.clone()];
        row(text, &[peer.name.clone()].into_iter().chain(times).chain(size).collect::<Vec<_>>(), false);
    }
}

/// A number of a judge, the less the better, with its text.
type Measure<'a> = &'a dyn Fn(&Measured) -> (f64, String);

/// In which of the measured numbers a peer is ahead of keyward.
fn better(text: &mut String, comparison: &Comparison) {
    let Some((keyward, peers)) = comparison.judges.split_first() else { return };
    let measures: [(&str, Measure<'_>); 4] = [
        ("Accept fewer everyday habits", &|judge| with_text(Share::mean(&comparison.habits(judge)), percent)),
        ("Refuse fewer good passwords", &|judge| with_text(Share::mean(&comparison.styles(judge)), percent)),
        ("Answer sooner, on the slowest kind", &|judge| with_text(judge.slowest(), duration)),
        ("Take less room", &|judge| {
            let bytes = u32::try_from(judge.peer.bytes).unwrap_or(u32::MAX);
            with_text(f64::from(bytes), |bytes| format!("{:.0} KB", bytes / 1e3))
        }),
    ];
    for (what, measure) in measures {
        let (own, own_text) = measure(keyward);
        let ahead: Vec<String> = peers
            .iter()
            .map(|peer| (&peer.peer.name, measure(peer)))
            .filter(|(_, (value, _))| *value < own)
            .map(|(name, (_, text))| format!("{name} {text}"))
            .collect();
        let said = if ahead.is_empty() { "none".to_owned() } else { ahead.join(", ") };
        let _ = writeln!(text, "- **{what}** than keyward ({own_text}): {said}.");
    }
}

fn with_text(value: f64, text: fn(f64) -> String) -> (f64, String) {
    (value, text(value))
}

fn probes(text: &mut String, judges: &[Measured]) {
    *text += "\n## What each sees\n\nOne password of a kind, and whether it is refused for anything.\n\n";
    let names = judges.iter().map(|judge| judge.peer.name.as_str());
    row(text, &["what is in it", "password"].into_iter().chain(names).collect::<Vec<_>>(), true);
    for (index, (what, password)) in PROBES.iter().enumerate() {
        let said = judges
            .iter()
            .map(|judge| if judge.refuses.get(index) == Some(&true) { "refused" } else { "accepted" });
        let password = format!("`{password}`");
        row(text, &[*what, &password].into_iter().chain(said).collect::<Vec<_>>(), false);
    }
}

fn how(text: &mut String, judges: &[Measured]) {
    *text += "\n## How it was measured\n\n\
              With `cargo xtask peers`; keyward's own rows anew with `cargo xtask peers --own`. The programs that ask the libraries in C and\n\
              JavaScript are in `lab/peers`.\n\n";
    row(text, &["", "version", "settings", "day", "machine"], true);
    for Measured { peer, day, machine, .. } in judges {
        row(text, &[&peer.name, &peer.version, &peer.settings, day, machine], false);
    }
    *text += "\nPassay, a library for Java, is in none of the places that the command installs from, and so was not measured.\n";
    if !judges.iter().any(|judge| judge.peer.name == "zxcvbn-ts") {
        *text += "\nzxcvbn-ts was set up by the same command and not measured: it had not judged 10,000 good passwords after 95 seconds, and was\n\
                  stopped. The others' rows are from that run.\n";
    }
}

/// A line for each name, a column for each judge.
fn means(text: &mut String, judges: &[Measured], what: &str, of: impl Fn(&Measured) -> Vec<(String, f64)>) {
    let names = judges.iter().map(|judge| judge.peer.name.as_str());
    row(text, &[what].into_iter().chain(names).collect::<Vec<_>>(), true);
    let columns: Vec<Vec<(String, f64)>> = judges.iter().map(of).collect();
    let Some(first) = columns.first() else { return };
    for (index, (name, _)) in first.iter().enumerate() {
        let values = columns
            .iter()
            .map(|column| column.get(index).map_or(String::new(), |(_, value)| percent(*value)));
        row(text, &[name.clone()].into_iter().chain(values).collect::<Vec<_>>(), false);
    }
}

fn row(text: &mut String, cells: &[impl AsRef<str>], is_head: bool) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.as_ref().replace('|', "\\|")).collect();
    let _ = writeln!(text, "| {} |", cells.join(" | "));
    if is_head {
        let _ = writeln!(text, "|{}", "---|".repeat(cells.len()));
    }
}

pub(super) fn percent(value: f64) -> String {
    format!("{value:.1} %")
}

/// Nanoseconds as people read them.
pub(super) fn duration(nanoseconds: f64) -> String {
    if nanoseconds < 1e3 {
        format!("{nanoseconds:.0} ns")
    } else if nanoseconds < 1e6 {
        format!("{:.1} µs", nanoseconds / 1e3)
    } else {
        format!("{:.2} ms", nanoseconds / 1e6)
    }
}
