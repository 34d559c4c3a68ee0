//! That the commands which workflows run and pages for maintainers name are there, with the parts they ask for.

use std::fs;

use clap::Parser as _;

use crate::generated::root;
use crate::{Arguments, Command, cross, release, test};

/// What follows `cargo xtask` in the commands of a workflow, each once for every value that a list of its matrix gives it.
fn of_workflow(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for line in text.lines().filter_map(|line| line.split_once("cargo xtask ")) {
        let (before, command) = line;
        assert!(before.trim_start().ends_with("run: "), "not a command by itself: {before}");
        let Some((start, rest)) = command.split_once("${{ matrix.") else {
            commands.push(command.to_owned());
            continue;
        };
        let (name, end) = rest.split_once(" }}").unwrap();
        let list = text.lines().find_map(|line| line.trim().strip_prefix(&format!("{name}: [")));
        let values = list.unwrap().trim_end_matches(']').split(", ");
        commands.extend(values.map(|value| format!("{start}{value}{end}")));
    }
    commands
}

/// The same of a page, where commands stand between backticks.
fn of_page(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    // A line may break between two words.
    let words = |command: &str| command.split_whitespace().collect::<Vec<_>>().join(" ");
    quoted.filter_map(|it| words(it).strip_prefix("cargo xtask ").map(str::to_owned)).collect()
}

/// Why a command would be refused; nothing if it would be run.
fn refusal(command: &str) -> Option<String> {
    let words = ["xtask"].into_iter().chain(command.split_whitespace());
    let (asked, there) = match Arguments::try_parse_from(words) {
        Err(error) => return Some(format!("{command}: {error}")),
        Ok(Arguments { command: Command::Test(it) }) => (it.steps, test::names()),
        Ok(Arguments { command: Command::Cross(it) }) => (it.names, cross::names()),
        Ok(Arguments { command: Command::Release(it) }) => (it.parts, release::names()),
        Ok(_) => return None,
    };
    let unknown = asked.iter().find(|name| !there.contains(&name.as_str()))?;
    Some(format!("{command}: no {unknown}, there are {there:?}"))
}

#[test]
fn every_command_of_a_workflow_is_there() {
    let mut commands = Vec::new();
    for file in fs::read_dir(root().join(".github/workflows")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let found = of_workflow(&text);
        // A bare Debian has none, and a checkout is without history then.
        let gets_git = |line: &&str| line.contains("run: apt-get") && line.ends_with(" git");
        let in_container = text.lines().filter(|line| line.trim().starts_with("container: ")).count();
        assert_eq!(text.lines().filter(gets_git).count(), in_container);
        assert!(!found.is_empty(), "a workflow without a command");
        commands.extend(found);
    }
    for wanted in ["test", "test --thorough", "release --dry-run", "site --check"] {
        assert!(commands.iter().any(|command| command == wanted), "no workflow runs {wanted}: {commands:?}");
    }
    for machine in cross::names().into_iter().filter(|name| *name != "windows") {
        assert!(commands.contains(&format!("cross {machine}")), "no workflow tries {machine}: {commands:?}");
    }
    let refused: Vec<_> = commands.iter().filter_map(|command| refusal(command)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn every_command_of_contributing_is_there() {
    let commands = of_page(&fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap());
    assert!(commands.len() > 8, "{commands:?}");
    let refused: Vec<_> = commands.iter().filter_map(|command| refusal(command)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn commands_are_found_and_those_that_are_not_there_refused() {
    let workflow =
        "matrix:\n  at: [one, two]\n- run: cargo xtask cross ${{ matrix.at }}\n- run: cargo xtask npm\n";
    assert_eq!(of_workflow(workflow), ["cross one", "cross two", "npm"]);
    assert_eq!(of_page("`cargo xtask\ntest` and `cargo test`, `cargo xtask npm`"), ["test", "npm"]);
    for command in ["nothing", "cross moon", "test moon", "release --dry-run moon", "release", "site --moon"]
    {
        assert!(refusal(command).is_some(), "{command}");
    }
    for command in ["cross musl", "test miri semver", "release --dry-run deb", "words"] {
        assert_eq!(refusal(command), None);
    }
}
