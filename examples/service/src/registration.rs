//! A form that holds only what the policy accepts, checked by the crate `validator`.

use keyward::{Context, Disclosure, Language};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use validator::{Validate, ValidationError};

/// What a person sends who registers.
///
/// The rule stands at the form, which it has as a whole: of a rule at a field, `validator` keeps the value with the error, which would
/// be the password.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[validate(context = "keyward::Validator<'v_a>")]
#[validate(schema(function = "accepted", use_context))]
pub struct Registration {
    /// Whose password it is.
    #[validate(length(min = 1))]
    pub username: String,
    /// Where they are written to.
    #[validate(email)]
    pub email: String,
    /// The new password.
    pub password: SecretString,
}

/// The policy accepts the password of this person.
fn accepted(form: &Registration, validator: &keyward::Validator<'_>) -> Result<(), ValidationError> {
    let context = Context { username: &form.username, email: &form.email, ..Context::default() };
    let report = validator.check(form.password.expose_secret(), &context);
    if report.accepted() {
        return Ok(());
    }
    let told = report
        .findings()
        .map(|finding| validator.message(&finding, Disclosure::Desk, Language::English).to_string());
    Err(ValidationError::new("password").with_message(told.collect::<Vec<_>>().join(" ").into()))
}
