//! The service answers as the judged cases say, and shows no password.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use garde::Validate as _;
use keyward::{NamedPolicy, Validator};
use keyward_service::form::Change;
use keyward_service::registration::Registration;
use keyward_service::service::service;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use validator::ValidateArgs as _;

const SECRET: &str = "KW#okafrey%72zq";

fn validator(policy: &str) -> Validator<'static> {
    let written = policy.starts_with('{');
    let named = if written { NamedPolicy::from_json(policy) } else { NamedPolicy::preset(policy) };
    Validator::new(named.unwrap())
}

async fn ask(policy: &str, body: String) -> (StatusCode, String) {
    let request = Request::post("/password").body(Body::from(body)).unwrap();
    let response = service(validator(policy)).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    if parts.status != StatusCode::NO_CONTENT {
        assert_eq!(parts.headers[header::CONTENT_TYPE], "application/problem+json");
    }
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_case_that_a_request_can_hold_is_answered_as_its_policy_says() {
    let mut count = 0;
    for (file, cases) in keyward_tests::cases().unwrap() {
        for case in cases {
            let request = json!({
                "password": case.password(),
                "username": case.request["context"]["username"].as_str().unwrap_or(""),
                "names": case.request["context"]["names"].as_array().cloned().unwrap_or_default(),
                "previous": case.request["previous"].as_array().cloned().unwrap_or_default(),
            });
            let known = ["username", "names"];
            let context = case.request["context"].as_object();
            let more = context.is_some_and(|it| it.keys().any(|key| !known.contains(&key.as_str())));
            if more || case.request.get("other_accounts").is_some() {
                continue;
            }
            let (status, body) = ask(&case.policy, request.to_string()).await;
            let told: Value = if body.is_empty() { json!({ "errors": [] }) } else { body.parse().unwrap() };
            let rules =
                told["errors"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap().to_owned());
            let unmet = case.expect.unmet(status == StatusCode::NO_CONTENT, &rules.collect::<Vec<_>>());
            assert_eq!(unmet, None, "{}", case.name(&file));
            count += 1;
        }
    }
    assert!(count > 700);
    // On a line of its own, whatever is said of the tests meanwhile.
    println!("\n{count} vectors");
}

#[tokio::test]
async fn no_answer_shows_a_password() {
    let refused = json!({ "password": SECRET, "username": "okafrey", "previous": [SECRET] }).to_string();
    for body in [
        refused,
        json!({ "password": [SECRET] }).to_string(),
        json!({ "password": "x", "names": SECRET }).to_string(),
        json!({ SECRET: "x" }).to_string(),
        format!("{{\"password\": \"{SECRET}"),
    ] {
        let (status, body) = ask("nhs-appendix-a", body).await;
        assert!(status.is_client_error() && !body.contains("okafrey") && !body.contains("KW#"), "{body}");
    }
}

#[test]
fn a_form_holds_what_passes_and_shows_nothing() {
    let validator = validator("nhs-appendix-a");
    let form =
        |username: &str, password: &str| Change { username: username.into(), password: password.into() };
    assert!(form("jones", SECRET).validate_with(&validator).is_ok());
    let refused = form("okafrey", SECRET).validate_with(&validator).unwrap_err().to_string();
    assert!(refused.contains("password: Personal information") && !refused.contains("KW#"), "{refused}");
    assert!(!format!("{:?}", form("okafrey", SECRET)).contains("KW#"));
}

#[test]
fn so_does_one_by_validator() {
    let validator = validator("nhs-appendix-a");
    let form = |username: &str, email: &str, password: &str| Registration {
        username: username.into(),
        email: email.into(),
        password: password.into(),
    };
    assert!(form("jones", "jones@example.org", SECRET).validate_with_args(&validator).is_ok());
    for (username, email) in [("okafrey", "jones@example.org"), ("jones", "okafrey@example.org")] {
        let refused = form(username, email, SECRET).validate_with_args(&validator).unwrap_err();
        let shown = format!("{refused} {refused:?} {}", serde_json::to_string(&refused).unwrap());
        assert!(shown.contains("Personal information: ") && !shown.contains("KW#"), "{shown}");
    }
    assert!(!format!("{:?}", form("okafrey", "okafrey@example.org", SECRET)).contains("KW#"));
}
