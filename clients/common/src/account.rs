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
    /// Hands the account to `judge` once for each address or telephone number, and ends with the first that it answers.
    pub(crate) fn in_contexts<T>(&self, mut judge: impl FnMut(&Context<'_>) -> Option<T>) -> Option<T> {
        fn borrowed(owned: &[String]) -> Vec<&str> {
            owned.iter().map(String::as_str).collect()
        }
        let (names, related, subjects) =
            (borrowed(&self.names), borrowed(&self.related), borrowed(&self.subjects));
        let previous: Vec<_> = self.previous.iter().map(|password| password.as_str()).collect();
        let at = |values: &'_ [String], index: usize| values.get(index).cloned().unwrap_or_default();
        let contexts = self.emails.len().max(self.phones.len()).max(1);
        (0..contexts).find_map(|index| {
            judge(&Context {
                operation: self.operation,
                username: &self.username,
                names: &names,
                email: &at(&self.emails, index),
                phone: &at(&self.phones, index),
                related: &related,
                subjects: &subjects,
                previous: &previous,
                ..Context::default()
            })
        })
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Account").field("operation", &self.operation).finish_non_exhaustive()
    }
}
