//! What a host knows of an account, owned: a person has several telephone numbers and addresses.

use keyward::{Context, Operation};
use zeroize::Zeroizing;

/// An account and its owner, as far as the host knows.
#[derive(Clone, Default)]
pub struct Account {
    /// Who sets the password.
    pub operation: Operation,
    /// The user name.
    pub username: String,
    /// Names of the owner.
    pub names: Vec<String>,
    /// Addresses of mail.
    pub emails: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// What else is close to the owner.
    pub related: Vec<String>,
    /// Systems, such as the name of the host.
    pub subjects: Vec<String>,
    /// Earlier passwords in clear, newest first.
    pub previous: Vec<Zeroizing<String>>,
}

impl Account {
    /// Hands the account on in the form that a check borrows. Addresses and telephone numbers are read as one text each, which
    /// may hold several.
    pub(crate) fn in_context<R>(&self, run: impl FnOnce(&Context<'_>) -> R) -> R {
        fn borrowed(owned: &[String]) -> Vec<&str> {
            owned.iter().map(String::as_str).collect()
        }
        let previous: Vec<_> = self.previous.iter().map(|password| password.as_str()).collect();
        run(&Context {
            operation: self.operation,
            username: &self.username,
            names: &borrowed(&self.names),
            email: &self.emails.join("\n"),
            phone: &self.phones.join("\n"),
            related: &borrowed(&self.related),
            subjects: &borrowed(&self.subjects),
            previous: &previous,
            ..Context::default()
        })
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Account").field("operation", &self.operation).finish_non_exhaustive()
    }
}
