/**
 * The page's script: it loads keyward, keeps the checklist up to date while a password is typed, and answers a
 * submission with the design system's errors. Without it the form is sent to the server, which answers the same.
 */
import { load, type Finding, type Keyward, type Report } from "keyward";
import { Button, ErrorSummary, PasswordInput, SkipLink, createAll } from "nhsuk-frontend";

import { type Answers, type Problem, context, problems, telling } from "./form.js";
import { TITLE, confirmation, errorMessage, errorSummary, requirement } from "./fragments.js";
import { markLetters } from "./letters.js";

/** How long a typist has stopped before the summary is read out. */
const PAUSE = 1000;

function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

function answers(): Answers {
  const data = new FormData(element<HTMLFormElement>("form"));
  return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
}

/** Writes into the checklist which requirements are met. A rule that is not listed from the start is added as it objects, unless
 *  another one tells of the same characters. */
function showRequirements(report: Report, typed: boolean): void {
  const list = element("requirements");
  const told = new Set(telling(report.findings).map(({ rule }) => rule));
  const lines = new Map([...list.querySelectorAll<HTMLElement>("[data-rule]")].map((line) => [line.dataset["rule"], line]));
  for (const { rule, met, text } of report.requirements) {
    let line = lines.get(rule);
    if (!line && !told.has(rule)) continue;
    if (line && "added" in line.dataset && !told.has(rule)) continue;
    lines.delete(rule);
    if (!line) {
      list.insertAdjacentHTML("beforeend", requirement({ rule, text }));
      line = list.lastElementChild as HTMLElement;
      line.dataset["added"] = "";
    }
    line.classList.toggle("app-checklist__item--met", typed && met);
    line.querySelector("[data-status]")!.textContent = typed && met ? "Met" : "Not yet";
  }
  for (const line of lines.values()) if ("added" in line.dataset) line.remove();
}

/** Marks the characters at fault. They are readable only while the password itself is. */
function showReading(password: string, findings: Finding[], readable: boolean): void {
  element("reading").hidden = !markLetters(element("reading-text"), password, findings, readable);
}

function summary(report: Report, typed: boolean): string {
  if (!typed) return "";
  const met = report.requirements.filter((line) => line.met).length;
  if (report.accepted) return "Your new password meets all the requirements.";
  return `Your new password meets ${met} of ${report.requirements.length} requirements.`;
}

/** Takes away what the last submission showed, and shows the problems of this one. */
function showProblems(found: Problem[]): void {
  document.querySelectorAll(".nhsuk-error-message").forEach((message) => message.remove());
  for (const [selector, name] of [[".nhsuk-form-group--error", "nhsuk-form-group--error"], [".nhsuk-input--error", "nhsuk-input--error"]] as const) {
    document.querySelectorAll(selector).forEach((marked) => marked.classList.remove(name));
  }
  for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) {
    const name = group.dataset["group"]!;
    const described = group.querySelector("fieldset") ?? group.querySelector("input")!;
    const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== `${name}-error`);
    const mine = found.filter((problem) => problem.group === name);
    if (mine.length > 0) {
      ids.push(`${name}-error`);
      group.classList.add("nhsuk-form-group--error");
      const field = group.querySelector(".nhsuk-date-input, .nhsuk-input-wrapper, input")!;
      field.insertAdjacentHTML("beforebegin", errorMessage(name, mine.map(({ text }) => text)));
      mine.flatMap(({ fields }) => fields).forEach((id) => element(id).classList.add("nhsuk-input--error"));
    }
    if (ids.length > 0) described.setAttribute("aria-describedby", ids.join(" "));
    else described.removeAttribute("aria-describedby");
  }
  document.title = `Error: ${TITLE}`;
  element("problems").innerHTML = errorSummary(found);
  // It moves the focus to itself, and the links to their fields.
  new ErrorSummary(element("error-summary"));
}

function start(keyward: Keyward): void {
  const form = element<HTMLFormElement>("form");
  const field = element<HTMLInputElement>("new-password");
  let pause: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    const password = field.value;
    const report = keyward.check(password, context(answers()));
    showRequirements(report, password !== "");
    showReading(password, password === "" ? [] : report.findings, field.type === "text");
    clearTimeout(pause);
    pause = setTimeout(() => (element("status").textContent = summary(report, password !== "")), PAUSE);
  };
  form.addEventListener("input", update);
  // The design system's button shows and hides by changing the type.
  new MutationObserver(update).observe(field, { attributeFilter: ["type"] });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = problems(answers(), keyward);
    if (found.length > 0) {
      showProblems(found);
      return;
    }
    clearTimeout(pause);
    document.title = `Password can be used – ${TITLE}`;
    element("maincontent").innerHTML = confirmation();
    element("done").focus();
  });
  update();
  document.documentElement.dataset["ready"] = "";
}

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
for (const component of [Button, ErrorSummary, PasswordInput, SkipLink]) createAll(component);
if (document.getElementById("form")) start(await load());
