//! A form that holds only what the policy accepts, checked by garde.

use garde::Validate;
use keyward::{Context, Disclosure, Language, Validator};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

/// What a person sends who changes a password.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[garde(context(Validator<'static>))]
pub struct Change {
    /// Whose password it is.
    #[garde(length(min = 1))]
    pub username: String,
    /// The new one.
    #[garde(custom(accepted(&self.username)))]
    pub password: SecretString,
}

/// A rule of garde: the policy accepts the password of this user.
fn accepted<'a>(username: &'a str) -> impl FnOnce(&SecretString, &Validator<'static>) -> garde::Result + 'a {
    move |password, validator| {
        let context = Context { username, ..Context::default() };
        let report = validator.check(password.expose_secret(), &context);
        if report.accepted() {
            return Ok(());
        }
        let told = report
            .findings()
            .map(|finding| validator.message(&finding, Disclosure::Desk, Language::English).to_string());
        Err(garde::Error::new(told.collect::<Vec<_>>().join(" ")))
    }
}
