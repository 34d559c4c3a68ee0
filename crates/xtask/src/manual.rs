//! The manual pages of the command and the completions of shells: made from the description of the command line that
//! `--help` comes from, so that all three say the same.

use std::fs;
use std::path::Path;

use anyhow::Result;
use clap_complete::Shell;

/// Installs them under a prefix: a page for each command and each below it, and completions for bash, zsh and fish.
pub(crate) fn install(prefix: &Path) -> Result<()> {
    let share = prefix.join("share");
    let pages = share.join("man/man1");
    fs::create_dir_all(&pages)?;
    clap_mangen::generate_to(keyward_cli::command(), &pages)?;
    for (shell, folder, name) in [
        (Shell::Bash, "bash-completion/completions", "keyward"),
        (Shell::Zsh, "zsh/site-functions", "_keyward"),
        (Shell::Fish, "fish/vendor_completions.d", "keyward.fish"),
    ] {
        let folder = share.join(folder);
        fs::create_dir_all(&folder)?;
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut keyward_cli::command(), "keyward", &mut script);
        fs::write(folder.join(name), script)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn every_command_has_a_page_and_bash_completes_them() {
        let prefix = tempfile::tempdir().unwrap();
        install(prefix.path()).unwrap();
        let pages = prefix.path().join("share/man/man1");
        let page = |name: &str| fs::read_to_string(pages.join(name)).unwrap();
        assert!(
            page("keyward.1").contains(".TH keyward 1") && page("keyward.1").contains("keyward\\-check(1)")
        );
        assert!(
            page("keyward-check.1").contains("\\-\\-policy")
                && page("keyward-history-add.1").contains("\\-\\-file")
        );
        for command in keyward_cli::command().get_subcommands() {
            assert!(
                pages.join(format!("keyward-{}.1", command.get_name())).exists(),
                "{}",
                command.get_name()
            );
        }
        let script = prefix.path().join("share/bash-completion/completions/keyward");
        let asked = "source \"$0\"; COMP_WORDS=(keyward ch); COMP_CWORD=1; _keyward keyward ch keyward; echo \"${COMPREPLY[@]}\"";
        let said = Command::new("bash").args(["-c", asked]).arg(script).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), "check", "{said:?}");
        assert!(prefix.path().join("share/zsh/site-functions/_keyward").exists());
        assert!(prefix.path().join("share/fish/vendor_completions.d/keyward.fish").exists());
    }
}
