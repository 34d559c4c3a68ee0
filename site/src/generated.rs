//! Parts of pages that come from keyward itself: its rules with what people read of them, its readings.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use keyward::{ExplainFormat, Language, NamedPolicy, PRESETS, Policy, Readings, Rule, explain};

use serde_json::json;

use crate::html::escape;

/// What the playground is told of keyward: the readings (what is written, the letter) and the presets (identifier, title).
pub(crate) fn tables() -> Result<String> {
    let readings: Vec<_> = Readings::STANDARD
        .rows()
        .into_iter()
        .map(|(written, letter)| (written, letter.to_string()))
        .collect();
    let presets: Vec<_> = PRESETS.iter().map(|preset| (preset.id, preset.title)).collect();
    Ok(json!({ "readings": readings, "presets": presets }).to_string() + "\n")
}

/// What a block `generated NAME` stands for.
pub(crate) fn block(name: &str) -> Result<String> {
    match name {
        "readings" => Ok(readings_table()),
        "rules" => Ok(rules()),
        "welsh" => told(Language::Welsh),
        "english" => told(Language::English),
        "presets" => Ok(presets()),
        _ => bail!("nothing generated is called {name}"),
    }
}

/// What the default preset asks for, as `keyward explain` tells it.
fn told(language: Language) -> Result<String> {
    Ok(explain(&NamedPolicy::preset(NamedPolicy::DEFAULT)?, language, ExplainFormat::Html))
}

fn readings_table() -> String {
    let rows = Readings::STANDARD.rows();
    let mut letters: Vec<char> = rows.iter().map(|(_, letter)| *letter).collect();
    letters.sort_unstable();
    letters.dedup();
    let lines = letters.into_iter().map(|letter| {
        let written = rows
            .iter()
            .filter(|(_, other)| *other == letter)
            .map(|(written, _)| format!("<code>{}</code>", escape(written)));
        [letter.to_string(), written.collect::<Vec<_>>().join(" ")]
    });
    table("What is read as a letter", &["letter", "written"], lines)
}

/// Every rule: its number and identifier, what it objects to, and what a person is told in both languages.
fn rules() -> String {
    let policy = &Policy::NHS_APPENDIX_A;
    let mut text = String::new();
    for rule in Rule::ALL.iter().copied() {
        let (english, welsh) = (Language::English, Language::Welsh);
        let _ = write!(
            text,
            "<h2 id=\"{id}\"><code>{id}</code></h2>\n<p>{}</p>\n",
            escape(rule.doc().trim()),
            id = rule.id()
        );
        let line = |language: Language| {
            let remedy = rule.remedy(policy, language).to_string();
            let [label, requirement, remedy] =
                [rule.label(language), &rule.requirement(policy, language).to_string(), &remedy].map(escape);
            format!("<dd lang=\"{}\"><b>{label}</b>: {requirement}. <i>{remedy}</i></dd>\n", language.id())
        };
        let _ = write!(
            text,
            "<dl class=\"told\"><dt>English</dt>\n{}<dt>Welsh</dt>\n{}</dl>\n",
            line(english),
            line(welsh)
        );
    }
    text
}

fn presets() -> String {
    let lines = PRESETS.iter().map(|preset| [format!("<code>{}</code>", preset.id), escape(preset.title)]);
    table("Presets", &["preset", "from"], lines)
}

fn table<const N: usize>(what: &str, head: &[&str; N], lines: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!(
        "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Table: {what}\"><table><thead><tr>"
    );
    head.iter().for_each(|cell| text += &format!("<th>{cell}</th>"));
    text += "</tr></thead><tbody>\n";
    for line in lines {
        text += "<tr>";
        line.iter().for_each(|cell| text += &format!("<td>{cell}</td>"));
        text += "</tr>\n";
    }
    text + "</tbody></table></div>\n"
}

/// The sections of what a block stands for, for the search: identifier and text.
pub(crate) fn rule_texts() -> Vec<(String, String)> {
    let policy = &Policy::NHS_APPENDIX_A;
    let text = |rule: Rule| {
        let told = [Language::English, Language::Welsh].map(|language| {
            format!(
                "{} {} {}",
                rule.label(language),
                rule.requirement(policy, language),
                rule.remedy(policy, language)
            )
        });
        format!("{} {}", rule.doc(), told.join(" "))
    };
    Rule::ALL.iter().copied().map(|rule| (rule.id().to_owned(), text(rule))).collect()
}

/// The functions of the header, each with the comment before it.
pub(crate) fn header(text: &str) -> Result<(String, Vec<(String, String)>)> {
    let mut html = String::from(
        "<h1 id=\"the-c-header\">The C header</h1>\n<p>It is its own manual; every name in the list leads to its place.</p>\n",
    );
    let names: Vec<&str> = text.lines().filter_map(function).collect();
    anyhow::ensure!(names.len() > 20, "the header has {} functions", names.len());
    html += "<ul class=\"names\">\n";
    names.iter().for_each(|name| html += &format!("<li><a href=\"#{name}\"><code>{name}</code></a></li>\n"));
    html += "</ul>\n<pre tabindex=\"0\"><code>";
    let (mut functions, mut comment) = (Vec::new(), String::new());
    for line in text.lines() {
        if let Some(name) = function(line) {
            let (before, after) = line.split_once(name).context("the name")?;
            let _ = writeln!(html, "{}<span id=\"{name}\">{name}</span>{}", escape(before), escape(after));
            functions.push((name.to_owned(), std::mem::take(&mut comment)));
            continue;
        }
        match line.trim_start().strip_prefix("//") {
            Some(words) => comment += words,
            None => comment.clear(),
        }
        html += &escape(line);
        html.push('\n');
    }
    Ok((html + "</code></pre>\n", functions))
}

/// The name that a line of the header declares as a function.
fn function(line: &str) -> Option<&str> {
    if line.starts_with("//") || line.starts_with(' ') {
        return None;
    }
    let (before, _) = line.split_once('(')?;
    before.rsplit([' ', '*']).next().filter(|name| name.starts_with("keyward_"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may")]

    use super::*;

    #[test]
    fn the_table_of_readings_has_what_stands_for_a() {
        let table = readings_table();
        assert!(table.contains("<td>a</td><td><code>4</code> <code>@</code></td>"), "{table}");
    }

    #[test]
    fn every_rule_is_told_in_both_languages() {
        let text = rules();
        assert_eq!(text.matches("lang=\"cy\"").count(), Rule::ALL.len());
        assert!(block("nonsense").is_err());
    }
}
