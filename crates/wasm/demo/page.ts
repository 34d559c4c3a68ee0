/** The whole page, as the server sends it. It can be read, filled in and sent without any script. */
import type { Requirement } from "keyward";

import { type Answers, type Problem } from "./form.js";
import { TITLE, confirmation, errorMessage, errorSummary, escape, requirement } from "./fragments.js";

/** What differs from one page to the next. */
export interface State {
  answers: Answers;
  problems: Problem[];
  requirements: Requirement[];
  passwordrules: string;
  done: boolean;
}

interface Field {
  id: string;
  label: string;
  hint?: string;
  attributes: string;
  classes?: string;
}

/** A field's message, and what it does to the elements around it. */
function state(problems: Problem[], group: string) {
  const texts = problems.filter((problem) => problem.group === group).map(({ text }) => text);
  return {
    message: texts.length > 0 ? errorMessage(group, texts) : "",
    formGroup: texts.length > 0 ? " nhsuk-form-group--error" : "",
    described: (hint: string) => [hint, texts.length > 0 ? `${group}-error` : ""].filter(Boolean).join(" "),
    input: (id: string) =>
      problems.some((problem) => problem.group === group && problem.fields.includes(id)) ? " nhsuk-input--error" : "",
  };
}

function describedBy(ids: string): string {
  return ids && ` aria-describedby="${ids}"`;
}

function hintText(id: string, hint?: string): string {
  return hint ? `<div class="nhsuk-hint" id="${id}-hint">${hint}</div>` : "";
}

function textField({ answers, problems }: State, { id, label, hint, attributes, classes = "" }: Field): string {
  const { message, formGroup, described, input } = state(problems, id);
  return `<div class="nhsuk-form-group${formGroup}" data-group="${id}">
  <label class="nhsuk-label" for="${id}">${label}</label>
  ${hintText(id, hint)}${message}
  <input class="nhsuk-input${input(id)} ${classes}" id="${id}" name="${id}" value="${escape(answers[id] ?? "")}"${describedBy(described(hint ? `${id}-hint` : ""))} ${attributes}>
</div>`;
}

/** A password is never sent back: the field is always empty. */
function passwordField({ problems }: State, { id, label, attributes }: Field, before = "", after = ""): string {
  const { message, formGroup, described, input } = state(problems, id);
  return `<div class="nhsuk-form-group${formGroup} nhsuk-password-input" data-module="nhsuk-password-input" data-group="${id}">
  <label class="nhsuk-label" for="${id}">${label}</label>
  ${before}${message}
  <div class="nhsuk-input-wrapper">
    <input class="nhsuk-input${input(id)} nhsuk-password-input__input nhsuk-js-password-input-input" id="${id}" name="${id}" type="password" spellcheck="false" autocapitalize="none"${describedBy(described(before ? `${id}-hint` : ""))} ${attributes}>
    <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle nhsuk-js-password-input-toggle" data-module="nhsuk-button" type="button" aria-label="Show password" aria-controls="${id}" hidden>Show</button>
  </div>${after}
</div>`;
}

function dateField({ answers, problems }: State): string {
  const group = "date-of-birth";
  const { message, formGroup, described, input } = state(problems, group);
  const parts = [["day", "Day", 2], ["month", "Month", 2], ["year", "Year", 4]] as const;
  const items = parts.map(([part, label, width]) => {
    const id = `${group}-${part}`;
    return `<div class="nhsuk-date-input__item"><div class="nhsuk-form-group">
  <label class="nhsuk-label nhsuk-date-input__label" for="${id}">${label}</label>
  <input class="nhsuk-input${input(id)} nhsuk-input--width-${width} nhsuk-date-input__input" id="${id}" name="${id}" type="text" inputmode="numeric" autocomplete="bday-${part}" value="${escape(answers[id] ?? "")}">
</div></div>`;
  });
  return `<div class="nhsuk-form-group${formGroup}" data-group="${group}">
  <fieldset class="nhsuk-fieldset" role="group"${describedBy(described(`${group}-hint`))}>
    <legend class="nhsuk-fieldset__legend">Date of birth</legend>
    ${hintText(group, "For example, 31 3 1980")}${message}
    <div class="nhsuk-date-input" id="${group}">${items.join("")}</div>
  </fieldset>
</div>`;
}

function form(page: State): string {
  const plain = `type="text" spellcheck="false"`;
  const checklist = `<div class="nhsuk-hint app-checklist__intro" id="new-password-hint">What your new password needs:</div>
  <ul class="app-checklist" id="requirements">${page.requirements.map(requirement).join("")}</ul>`;
  const reading = `<div class="app-reading" id="reading" hidden><span class="app-reading__label">Change the marked characters</span><span class="app-reading__text" id="reading-text" aria-hidden="true"></span></div>
  <p class="nhsuk-body-s app-status" id="status" role="status"></p>`;
  return `<div class="nhsuk-grid-row"><div class="nhsuk-grid-column-two-thirds">
<div id="problems">${page.problems.length > 0 ? errorSummary(page.problems) : ""}</div>
<h1>Change your password</h1>
<form action="/" method="post" novalidate id="form">
<h2 class="nhsuk-heading-m">Your details</h2>
<p>We use these to check that your password is hard to guess. They are optional.</p>
${textField(page, { id: "name", label: "Full name", attributes: `${plain} autocomplete="name"` })}
${textField(page, { id: "username", label: "User name", attributes: `${plain} autocomplete="username" autocapitalize="none"`, classes: "nhsuk-input--width-20" })}
${textField(page, { id: "email", label: "Email address", attributes: `type="email" spellcheck="false" autocomplete="email" autocapitalize="none"` })}
${dateField(page)}
<h2 class="nhsuk-heading-m">Your password</h2>
${passwordField(page, { id: "current-password", label: "Current password", attributes: `autocomplete="current-password"` })}
${passwordField(page, { id: "new-password", label: "New password", attributes: `autocomplete="new-password" passwordrules="${escape(page.passwordrules)}"` }, checklist, reading)}
<button class="nhsuk-button" data-module="nhsuk-button" type="submit">Change password</button>
</form>
</div></div>`;
}

/** The document. */
export function document(page: State): string {
  const title = page.done ? `Password can be used – ${TITLE}` : page.problems.length > 0 ? `Error: ${TITLE}` : TITLE;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#005eb8">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo.css">
<script type="module" src="/change.js"></script>
</head>
<body>
<a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href="#maincontent">Skip to main content</a>
<header class="nhsuk-header" role="banner">
  <div class="nhsuk-header__container nhsuk-width-container">
    <div class="nhsuk-header__service"><span class="nhsuk-header__service-name">Staff account</span></div>
  </div>
</header>
<div class="nhsuk-width-container">
<main class="nhsuk-main-wrapper" id="maincontent">
${page.done ? confirmation() : form(page)}
</main>
</div>
<footer class="nhsuk-footer" role="contentinfo">
  <div class="nhsuk-width-container">
    <p class="nhsuk-body-s">A demonstration of keyward. What you type is checked in this page; when scripts are off, by the server that sent it, which keeps nothing.</p>
  </div>
</footer>
</body>
</html>
`;
}
