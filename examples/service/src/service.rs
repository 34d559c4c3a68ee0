//! `POST /password`: 204 if it may be used, 422 with the reasons if not, 400 if the request cannot be read.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use keyward::{Context, Disclosure, Language, Validator};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

/// The service under a policy.
pub fn service(validator: Validator<'static>) -> Router {
    Router::new().route("/password", post(judge)).with_state(Arc::new(validator))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    password: SecretString,
    #[serde(default)]
    username: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    previous: Vec<SecretString>,
}

async fn judge(State(validator): State<Arc<Validator<'static>>>, body: Bytes) -> Response {
    // The message of an error may repeat what was sent, so its place is told alone.
    let request: Request = match serde_json::from_slice(&body) {
        Ok(request) => request,
        Err(error) => {
            let detail = format!("line {}, column {} is not what is asked for", error.line(), error.column());
            return problem(
                StatusCode::BAD_REQUEST,
                "The request cannot be read",
                json!({ "detail": detail }),
            );
        }
    };
    let names: Vec<&str> = request.names.iter().map(String::as_str).collect();
    let previous: Vec<&str> = request.previous.iter().map(|earlier| earlier.expose_secret()).collect();
    let context =
        Context { username: &request.username, names: &names, previous: &previous, ..Context::default() };
    let report = validator.check(request.password.expose_secret(), &context);
    if report.accepted() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let errors = report.findings().map(|finding| {
        json!({
            "rule": finding.rule.id(),
            "clause": validator.policy().clause(finding.rule),
            "detail": validator.message(&finding, Disclosure::Desk, Language::English).to_string(),
        })
    });
    let named = validator.named();
    let more = json!({
        "errors": errors.collect::<Vec<_>>(),
        "policy": named.name(),
        "policy_digest": named.digest(),
    });
    problem(StatusCode::UNPROCESSABLE_ENTITY, "Choose a different password", more)
}

/// A problem as RFC 9457 has it.
fn problem(status: StatusCode, title: &str, more: Value) -> Response {
    let mut told = json!({ "type": "about:blank", "title": title, "status": status.as_u16() });
    if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], told.to_string()).into_response()
}
