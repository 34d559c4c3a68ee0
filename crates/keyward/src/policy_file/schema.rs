//! The JSON Schema of a policy file, for editors that complete and check as one types.

use keyward_core::{Key, Kind, Lists, MAX_CHARACTERS, PRESETS};
use serde_json::{Map, Value, json};

use super::read::SHORTEST_WORD;

/// The JSON Schema (2020-12) of a policy file, TOML or JSON: `docs/policy-file.schema.json`. What no schema can say, such as that
/// `min_length` is no more than `max_length`, is left to reading the file.
#[must_use]
pub fn policy_file_schema() -> String {
    let presets: Vec<_> = PRESETS.iter().map(|preset| preset.id).collect();
    let mut properties = Map::new();
    let mut add = |id: &str, doc: &str, mut schema: Value| {
        schema.as_object_mut().map(|schema| schema.insert("description".to_owned(), doc.into()));
        properties.insert(id.to_owned(), schema);
    };
    add("id", "What answers call the policy.", json!({ "type": "string", "pattern": "\\S" }));
    add("base", "The preset that the policy starts from.", json!({ "enum": presets }));
    add(
        "words",
        "Words of the organisation, which no password may have.",
        json!({ "type": "array", "maxItems": Lists::MOST_OWN_WORDS, "items": { "type": "string", "minLength": SHORTEST_WORD, "maxLength": MAX_CHARACTERS } }),
    );
    let text = |most: usize| json!({ "type": "string", "minLength": 1, "maxLength": most });
    let row = json!({ "type": "array", "prefixItems": [text(4), text(1)], "minItems": 2, "maxItems": 2 });
    add(
        "readings",
        "What may be read as a letter, in place of the standard table.",
        json!({ "type": "array", "items": row }),
    );
    for key in Key::ALL {
        add(key.id(), key.doc(), values(key.kind()));
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "keyward policy",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    format!("{schema:#}\n")
}

fn values(kind: Kind) -> Value {
    match kind {
        Kind::Number { from, to, zero } => {
            let range = json!({ "type": "integer", "minimum": from, "maximum": to });
            if zero.is_some() { json!({ "anyOf": [{ "const": 0 }, range] }) } else { range }
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(names) => json!({ "enum": names }),
        _ => json!({ "type": "string" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NamedPolicy;

    /// The few words of the language that a value of a key is told in.
    fn allows(schema: &Value, value: &Value) -> bool {
        if let Some(any) = schema["anyOf"].as_array() {
            return any.iter().any(|schema| allows(schema, value));
        }
        if let Some(names) = schema["enum"].as_array() {
            return names.contains(value);
        }
        if let Some(only) = schema.get("const") {
            return only == value;
        }
        match schema["type"].as_str() {
            Some("integer") => value.as_u64().is_some_and(|number| {
                schema["minimum"].as_u64() <= Some(number) && Some(number) <= schema["maximum"].as_u64()
            }),
            Some("boolean") => value.is_boolean(),
            Some("string") => value.is_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_schema_allows_the_values_that_are_read() {
        let schema: Value = serde_json::from_str(&policy_file_schema()).unwrap();
        let numbers =
            [0, 1, 2, 3, 4, 5, 24, 25, 31, 32, 100, 101, 255, 256, 257, 3650, 3651].map(Value::from);
        let others = [true.into(), "ascii".into(), "contained".into(), "".into(), Value::Null];
        for key in Key::ALL {
            for value in numbers.iter().chain(&others) {
                let read = NamedPolicy::from_json(&json!({ key.id(): value }).to_string());
                // What is wrong with the value alone is told with the values that there are.
                let fits = read.err().is_none_or(|error| !error.to_string().contains("and must be"));
                assert_eq!(allows(&schema["properties"][key.id()], value), fits, "{} = {value}", key.id());
            }
        }
    }
}
