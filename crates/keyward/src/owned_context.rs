//! What is known of an account, for callers that keep it.

use keyward_core::{Context, Date, Operation};
use zeroize::Zeroizing;

/// A [`Context`] that owns what it holds. Passwords in it are wiped when it goes.
///
/// ```
/// use keyward::{OwnedContext, Policy, Rule, Validator};
///
/// let known = OwnedContext { username: "jquill".to_owned(), ..OwnedContext::default() };
/// let validator = Validator::new(Policy::NHS_APPENDIX_A);
/// let report = known.lend(|context| validator.check("Zq7#Jquill!4Xv", context));
/// assert!(report.finding(Rule::Personal).is_some());
/// ```
#[derive(Clone, Default)]
pub struct OwnedContext {
    /// Who sets the password.
    pub operation: Operation,
    /// The user name.
    pub username: String,
    /// Names of the owner, whole.
    pub names: Vec<String>,
    /// The email address, or several as in [`Context::email`].
    pub email: String,
    /// The telephone number, or several as in [`Context::phone`].
    pub phone: String,
    /// The date of birth.
    pub date_of_birth: Option<Date>,
    /// Relatives, pets, teams.
    pub related: Vec<String>,
    /// Systems, projects, subjects of the information.
    pub subjects: Vec<String>,
    /// Earlier passwords in clear, newest first.
    pub previous: Vec<Zeroizing<String>>,
    /// Passwords of other accounts, in clear.
    pub other_accounts: Vec<Zeroizing<String>>,
}

impl OwnedContext {
    /// Hands itself on in the form that a check borrows.
    pub fn lend<R>(&self, run: impl FnOnce(&Context<'_>) -> R) -> R {
        fn borrowed<T: AsRef<str>>(owned: &[T]) -> Vec<&str> {
            owned.iter().map(AsRef::as_ref).collect()
        }
        run(&Context {
            operation: self.operation,
            username: &self.username,
            names: &borrowed(&self.names),
            email: &self.email,
            phone: &self.phone,
            date_of_birth: self.date_of_birth,
            related: &borrowed(&self.related),
            subjects: &borrowed(&self.subjects),
            previous: &borrowed(&self.previous),
            other_accounts: &borrowed(&self.other_accounts),
        })
    }
}

impl std::fmt::Debug for OwnedContext {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OwnedContext").field("operation", &self.operation).finish_non_exhaustive()
    }
}
