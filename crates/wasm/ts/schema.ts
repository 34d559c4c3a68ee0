/**
 * A policy where forms and servers take a schema: by Standard Schema (https://standardschema.dev), which form libraries,
 * routers and validators read, and as a refinement of zod's. Neither keeps the password, nor shows it in an issue.
 */
import type { Context, Keyward, RuleId } from "./keyward.js";

/** Why a password is refused. */
export interface Issue {
  readonly message: string;
  readonly rule: RuleId;
}

/** What Standard Schema asks of a schema whose value goes in and comes out as a string. */
export interface PasswordSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "keyward";
    readonly validate: (value: unknown) => { readonly value: string } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: string; readonly output: string } | undefined;
  };
}

/** What is known of the account: as it is, or asked for at each check. */
export type Known = Context | (() => Context);

function issues(keyward: Keyward, value: unknown, known: Known): Issue[] {
  // What is no text is judged as none at all.
  const report = keyward.check(typeof value == "string" ? value : "", typeof known == "function" ? known() : known);
  return report.findings
    .filter(({ severity }) => severity == "violation")
    .map(({ rule, message }) => ({ rule, message: message ?? rule }));
}

/** A schema that takes the passwords that a policy accepts. */
export function passwordSchema(keyward: Keyward, known: Known = {}): PasswordSchema {
  return {
    "~standard": {
      version: 1,
      vendor: "keyward",
      validate(value) {
        const refused = issues(keyward, value, known);
        return refused.length ? { issues: refused } : { value: value as string };
      },
    },
  };
}

/** For zod: `z.string().superRefine(passwordRefinement(keyward))`. An issue's `params.rule` is the rule. */
export function passwordRefinement(
  keyward: Keyward,
  known: Known = {},
): (value: string, context: { addIssue(issue: { code: "custom"; message: string; params: { rule: RuleId } }): void }) => void {
  return (value, context) => {
    for (const { rule, message } of issues(keyward, value, known)) {
      context.addIssue({ code: "custom", message, params: { rule } });
    }
  };
}
