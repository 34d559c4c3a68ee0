/** What the form asks, and what is wrong with the answers: the same in the page and on the server. */
import type { Context, Finding, Keyward, RuleId } from "keyward";

/** The answers, by the names of the fields. */
export type Answers = Partial<Record<string, string>>;

/** One problem: the field that a link leads to, the group that is marked, and the fields in it that are at fault. */
export interface Problem {
  group: string;
  fields: string[];
  text: string;
}

const DATE = ["day", "month", "year"] as const;

/** Far more characters than anybody types, and few enough to be checked all together. */
const LONGEST = 1000;
const LABELS = {
  name: "Full name", username: "User name", email: "Email address", "current-password": "Current password",
} as const;

const isLong = (answer: string | undefined): boolean => (answer?.length ?? 0) > LONGEST;

/** The date of birth as `YYYY-MM-DD`, whether or not there is such a day; empty if nothing was typed. */
function dateOfBirth(answers: Answers): string {
  const [day, month, year] = DATE.map((part) => answers[`date-of-birth-${part}`]?.trim() ?? "");
  return day && month && year ? `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

/** What the answers tell of the account. What is far too long is nothing of the kind, and is passed over. */
export function context(answers: Answers): Context {
  const given = (answer = ""): string[] => (answer && !isLong(answer) ? [answer] : []);
  return {
    username: given(answers["username"])[0] ?? "",
    names: given(answers["name"]),
    email: given(answers["email"])[0] ?? "",
    date_of_birth: given(dateOfBirth(answers))[0] ?? "",
    previous: given(answers["current-password"]),
  };
}

/** Rules that read words, the one that tells most first. */
const SPEAKERS: readonly RuleId[] = ["personal", "name", "common_password", "dictionary_word", "leet_word"];

/** The findings without those about characters of which another one tells more: a person is told one thing once. */
export function telling(findings: Finding[]): Finding[] {
  const rank = ({ rule }: Finding): number => SPEAKERS.indexOf(rule);
  const overlap = (one: Finding, other: Finding): boolean =>
    one.start !== undefined && other.start !== undefined && one.start < other.end! && other.start < one.end!;
  return findings.filter((one) =>
    rank(one) < 0 || !findings.some((other) => rank(other) >= 0 && rank(other) < rank(one) && overlap(one, other)));
}

function dateProblem(answers: Answers): Problem[] {
  const group = "date-of-birth";
  const missing = DATE.filter((part) => !answers[`${group}-${part}`]?.trim());
  if (missing.length === DATE.length) return [];
  if (missing.length > 0) {
    const text = `Date of birth must include a ${missing.join(" and a ")}`;
    return [{ group, fields: missing.map((part) => `${group}-${part}`), text }];
  }
  const written = dateOfBirth(answers);
  const date = new Date(`${written}T00:00:00Z`);
  const fields = DATE.map((part) => `${group}-${part}`);
  // A day that does not exist is either no date at all or moved into the next month.
  if (Number.isNaN(date.valueOf()) || date.toISOString().slice(0, 10) !== written) {
    return [{ group, fields, text: "Date of birth must be a real date" }];
  }
  return date.valueOf() < Date.now() ? [] : [{ group, fields, text: "Date of birth must be in the past" }];
}

/** Everything that is wrong, in the order of the fields. */
export function problems(answers: Answers, keyward: Keyward): Problem[] {
  const found: Problem[] = [];
  const problem = (group: string, text: string) => found.push({ group, fields: [group], text });
  for (const [name, label] of Object.entries(LABELS)) {
    if (isLong(answers[name])) problem(name, `${label} must be ${LONGEST} characters or fewer`);
  }
  if (answers["email"] && !/^\S+@\S+\.\S+$/.test(answers["email"].trim())) {
    problem("email", "Enter an email address in the correct format, like name@example.com");
  }
  found.push(...dateProblem(answers));
  if (!answers["current-password"]) problem("current-password", "Enter your current password");
  const password = answers["new-password"];
  if (!password) {
    problem("new-password", "Enter a new password");
  } else {
    for (const finding of telling(keyward.check(password, context(answers)).findings)) {
      if (finding.severity === "violation") problem("new-password", finding.message ?? finding.rule);
    }
  }
  return found;
}
