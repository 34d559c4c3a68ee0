//! The picture of the comparison: three rows of bars, each with its number beside it, in colours that are told apart on paper too.

use std::fmt::Write as _;

use super::page::{duration, percent};
use super::{Comparison, Measured};
use crate::share::Share;

const WIDTH: f64 = 480.0;
const LEFT: f64 = 110.0;
const BAR: f64 = 20.0;
const GAP: f64 = 8.0;
/// Where the bars of times begin, in nanoseconds.
const SHORTEST: f64 = 10.0;

pub(super) fn picture(comparison: &Comparison) -> String {
    let judges = &comparison.judges;
    let most = judges.iter().map(Measured::slowest).fold(SHORTEST, f64::max);
    let share = |mean: f64| (mean / 100.0, percent(mean));
    let panels: [(&str, Vec<(f64, String)>); 3] = [
        (
            "everyday habits accepted (less is better)",
            judges.iter().map(|judge| share(Share::mean(&comparison.habits(judge)))).collect(),
        ),
        (
            "good styles refused (less is better)",
            judges.iter().map(|judge| share(Share::mean(&comparison.styles(judge)))).collect(),
        ),
        (
            "time a check (each step ten times as long)",
            judges
                .iter()
                .map(Measured::slowest)
                .map(|time| ((time / SHORTEST).log10().max(0.0) / (most / SHORTEST).log10(), duration(time)))
                .collect(),
        ),
    ];
    let panel = 34.0 + count(judges.len()) * (BAR + GAP) + 14.0;
    let height = 3.0 * panel + 10.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"14\" role=\"img\">\n\
         <title>keyward beside others: everyday habits accepted, good styles refused, time a check</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    for (index, (title, bars)) in panels.iter().enumerate() {
        let top = 10.0 + count(index) * panel;
        let _ = writeln!(
            svg,
            "<text x=\"10\" y=\"{:.0}\" font-weight=\"bold\" fill=\"#1b2733\">{title}</text>",
            top + 18.0
        );
        for (row, (judge, (length, said))) in judges.iter().zip(bars).enumerate() {
            let y = top + 34.0 + count(row) * (BAR + GAP);
            let long = (length * (WIDTH - LEFT - 75.0)).max(1.0);
            let colour = if row == 0 { "#005eb8" } else { "#768692" };
            let _ = writeln!(
                svg,
                "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\" fill=\"#1b2733\">{}</text>\
                 <rect x=\"{LEFT}\" y=\"{y:.0}\" width=\"{long:.1}\" height=\"{BAR}\" fill=\"{colour}\"/>\
                 <text x=\"{:.1}\" y=\"{:.0}\" fill=\"#1b2733\">{said}</text>",
                LEFT - 8.0,
                y + 15.0,
                judge.peer.name,
                LEFT + long + 6.0,
                y + 15.0,
            );
        }
    }
    svg + "</svg>\n"
}

#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn count(count: usize) -> f64 {
    count as f64
}
