/** A request as somebody would make it elsewhere: as JSON for the command, in C, in Python, in Rust. */
import type { Context } from "keyward/inline";

/** What is asked: a preset's name, or a policy file's text. */
export interface Asked {
  password: string;
  preset: string;
  toml?: string;
  context: Context;
}

const TEXTS = ["username", "email", "phone", "date_of_birth"] as const;
const LISTS = ["names", "related", "subjects"] as const;
const EARLIER = ["previous", "other_accounts"] as const;

const json = (value: unknown): string => JSON.stringify(value);

/** The fields of a context that say something. */
function said(context: Context): { texts: [string, string][]; lists: [string, readonly string[]][]; earlier: [string, readonly string[]][] } {
  const lists = (names: readonly (keyof Context)[]) =>
    names.map((name) => [name, (context[name] ?? []) as readonly string[]] as [string, readonly string[]]).filter(([, values]) => values.length > 0);
  return {
    texts: TEXTS.map((name) => [name, context[name] ?? ""] as [string, string]).filter(([, value]) => value !== ""),
    lists: lists(LISTS),
    earlier: lists(EARLIER),
  };
}

/** One line for `keyward check --batch`. */
export function asJson({ password, context }: Asked): string {
  const { texts, lists, earlier } = said(context);
  const known = Object.fromEntries([...texts, ...lists]);
  return json({
    password, ...(context.operation && { operation: context.operation }),
    ...(Object.keys(known).length > 0 && { context: known }), ...Object.fromEntries(earlier),
  });
}

/** A text of C: bytes of UTF-8 that are not plain are written as numbers, each in a literal of its own. */
function cText(text: string): string {
  const plain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
  const bytes = [...new TextEncoder().encode(text)];
  return `"${bytes.map((byte) => (plain(byte) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`)).join("")}"`;
}

const C_FIELDS: Record<string, string> = {
  username: "USERNAME", email: "EMAIL", phone: "PHONE", names: "NAME", related: "RELATED",
  subjects: "SUBJECT", previous: "PREVIOUS", other_accounts: "OTHER_ACCOUNT",
};

export function asC({ password, preset, toml, context }: Asked): string {
  const { texts, lists, earlier } = said(context);
  const date = context.date_of_birth?.match(/^(\d{4})-(\d{2})-(\d{2})$/);
  const plain = texts.filter(([name]) => name !== "date_of_birth");
  const values = [...plain.map(([name, value]) => [name, [value]] as const), ...lists, ...earlier];
  const adds = values.flatMap(([name, all]) => all.map((value) => `    add(context, KEYWARD_FIELD_${C_FIELDS[name]}, ${cText(value)});`));
  const born = date ? `    keyward_context_set_date_of_birth(context, ${date.slice(1).map(Number).join(", ")});\n` : "";
  const length = (text: string): number => new TextEncoder().encode(text).length;
  const policy = toml === undefined
    ? `keyward_policy_new_preset(${cText(preset)}, ${length(preset)}, &policy)`
    : `keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, ${cText(toml)}, ${length(toml)}, &policy)`;
  return `#include <keyward.h>
#include <stdio.h>
#include <string.h>
${adds.length > 0 ? `
static void add(keyward_context *context, keyward_field field, const char *value)
{
    if (keyward_context_add_utf8(context, field, value, strlen(value)) != KEYWARD_STATUS_OK)
        fprintf(stderr, "a value cannot be used\\n");
}
` : ""}
int main(void)
{
    keyward_policy *policy = NULL;
    keyward_context *context = NULL;
    keyward_report *report = NULL;
    bool accepted = false;
    static char text[8192];
    size_t needed = 0;

    if (${policy} != KEYWARD_STATUS_OK
        || keyward_context_new(&context) != KEYWARD_STATUS_OK)
        return 2;
${adds.join("\n")}${adds.length > 0 ? "\n" : ""}${born}    if (keyward_check_utf8(policy, context, ${cText(password)}, ${length(password)}, &report) != KEYWARD_STATUS_OK
        || keyward_report_accepted(report, &accepted) != KEYWARD_STATUS_OK)
        return 2;
    if (keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_PRIVATE, KEYWARD_LANGUAGE_ENGLISH,
                                 text, sizeof text, &needed) == KEYWARD_STATUS_OK)
        printf("%.*s", (int)needed, text);
    keyward_report_free(report);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return accepted ? 0 : 1;
}
`;
}

/** A text of Python. JSON's is one, but for what lies beyond 16 bits, which stands as itself. */
const python = json;

export function asPython({ password, preset, toml, context }: Asked): string {
  const { texts, lists, earlier } = said(context);
  const given = [
    ...texts.map(([name, value]) => `${name}=${python(value)}`),
    ...[...lists, ...earlier].map(([name, values]) => `${name}=[${values.map(python).join(", ")}]`),
  ];
  const names = ["Context", ...(toml === undefined ? [] : ["Policy"]), "Validator"];
  return `from keyward_policy import ${names.join(", ")}

validator = Validator(${toml === undefined ? python(preset) : `Policy.from_toml(${python(toml)})`})
report = validator.check(${python(password)}, Context(${given.join(", ")}))
print(report.accepted, report.rules)
print("\\n".join(report.messages("private")))
`;
}

/** A text of Rust. */
function rust(text: string): string {
  return `"${[...text].map((character) =>
    character === "\\" || character === '"' ? `\\${character}`
    : /[\p{C}\p{Z}]/u.test(character) && character !== " " ? `\\u{${character.codePointAt(0)!.toString(16)}}` : character).join("")}"`;
}

export function asRust({ password, preset, toml, context }: Asked): string {
  const { texts, lists, earlier } = said(context);
  const date = texts.find(([name]) => name === "date_of_birth");
  const given = [
    ...texts.filter(([name]) => name !== "date_of_birth").map(([name, value]) => `${name}: ${rust(value)},`),
    ...(date ? [`date_of_birth: Date::parse(${rust(date[1])}),`] : []),
    ...[...lists, ...earlier].map(([name, values]) => `${name}: &[${values.map(rust).join(", ")}],`),
  ];
  const policy = toml === undefined ? `NamedPolicy::preset(${rust(preset)})` : `NamedPolicy::from_toml(${rust(toml)})`;
  const body = given.length === 0 ? "Context::default()" : `Context {\n${given.map((line) => `        ${line}\n`).join("")}        ..Context::default()\n    }`;
  return `use keyward::{Context, ${date ? "Date, " : ""}Disclosure, Language, NamedPolicy, Validator};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let validator = Validator::new(${policy}?);
    let context = ${body};
    let report = validator.check(${rust(password)}, &context);
    println!("accepted: {}", report.accepted());
    for finding in report.findings() {
        println!("{}", validator.message(&finding, Disclosure::Private, Language::English));
    }
    Ok(())
}
`;
}
