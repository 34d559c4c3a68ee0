/** The parts of the page that come and go, as the design system writes them; the server and the page share them. */
import type { Requirement } from "keyward";

import type { Problem } from "./form.js";

export const TITLE = "Change your password – Staff account";

/** Text as it may stand in HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The error summary at the top of the page. */
export function errorSummary(problems: Problem[]): string {
  const links = problems.map(({ fields, text }) => `<li><a href="#${fields[0]}">${escape(text)}</a></li>`);
  return `<div class="nhsuk-error-summary" id="error-summary" data-module="nhsuk-error-summary">
  <div role="alert">
    <h2 class="nhsuk-error-summary__heading">There is a problem</h2>
    <div class="nhsuk-error-summary__body">
      <ul class="nhsuk-list nhsuk-error-summary__list">${links.join("")}</ul>
    </div>
  </div>
</div>`;
}

/** The message of a group of fields; several problems stand one under the other. */
export function errorMessage(group: string, texts: string[]): string {
  const lines = texts.map((text) => `<span class="app-line">${escape(text)}</span>`);
  return `<span class="nhsuk-error-message" id="${group}-error"><span class="nhsuk-u-visually-hidden">Error: </span>${lines.join(" ")}</span>`;
}

/** One line of the checklist. Its status is empty until something is typed. */
export function requirement({ rule, text }: Pick<Requirement, "rule" | "text">): string {
  return `<li class="app-checklist__item" data-rule="${rule}"><span class="app-checklist__text">${escape(text)}</span> <span class="app-checklist__status" data-status></span></li>`;
}

/** What is shown once a password can be used. */
export function confirmation(): string {
  return `<div class="nhsuk-grid-row"><div class="nhsuk-grid-column-two-thirds">
<div class="nhsuk-panel">
  <h1 class="nhsuk-panel__heading" id="done" tabindex="-1">Your new password can be used</h1>
  <div class="nhsuk-panel__body">It meets every requirement of the policy</div>
</div>
<h2>What happens next</h2>
<p>This page is a demonstration. No password was kept or changed.</p>
<p><a href="/">Try another password</a></p>
</div></div>`;
}
