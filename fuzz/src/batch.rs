//! `batch_line`: whatever the lines of a batch hold, each gets one answer.

use std::sync::LazyLock;

use keyward::{Disclosure, Policy, Validator};
use keyward_cli::{Outcome, answer_batch};
use serde_json::Value;

static VALIDATOR: LazyLock<Validator<'static>> = LazyLock::new(|| Validator::new(Policy::NHS_APPENDIX_A));

/// One JSON object answers each line, in order; the worst of them is the outcome; and only the typist reads what was found.
pub fn batch_line(data: &[u8]) {
    // Hashes take milliseconds, and `history_record` looks at those.
    if data.windows(6).any(|part| part == b"argon2") {
        return;
    }
    let disclosure = match data.len() % 3 {
        0 => Disclosure::Private,
        1 => Disclosure::Desk,
        _ => Disclosure::Log,
    };
    let mut answers = Vec::new();
    let outcome =
        answer_batch(&VALIDATOR, disclosure, &mut &*data, &mut answers).expect("memory can be written to");
    let answers = String::from_utf8(answers).expect("answers are UTF-8");
    let lines =
        data.split(|byte| *byte == b'\n').count() - usize::from(data.ends_with(b"\n") || data.is_empty());
    assert_eq!(answers.lines().count(), lines);
    let mut worst = Outcome::Accepted;
    for (answer, number) in answers.lines().zip(1_u64..) {
        let answer: Value = serde_json::from_str(answer).expect("an answer is JSON");
        worst = worst.max(match answer.get("accepted").and_then(Value::as_bool) {
            Some(true) => Outcome::Accepted,
            Some(false) => Outcome::Rejected,
            None => {
                assert_eq!(answer["line"], number);
                assert!(answer["error"].as_str().is_some_and(|error| !error.is_empty()));
                Outcome::Unchecked
            }
        });
        for finding in answer.get("findings").and_then(Value::as_array).into_iter().flatten() {
            let tells = |key| finding.get(key).is_some();
            let private = disclosure == Disclosure::Private;
            assert!(private || !tells("start") && !tells("end") && !tells("found"));
            assert_eq!(tells("message"), disclosure != Disclosure::Log);
        }
    }
    assert_eq!(outcome, worst);
}
