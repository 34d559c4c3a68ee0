/**
 * The playground: what is typed is judged by the npm package in a worker, and shown as a checklist, marked letters and drawn
 * readings. The worker is made from a text of this script, so that it stands under the page's own policy, which lets nothing out.
 */
import type { Context, Finding, Options, Report } from "keyward/inline";

import source from "engine-source";
import tables from "site-tables";

import { markLetters } from "../../crates/wasm/demo/letters.js";
import type { Answer, Counts, Numbered, Request } from "./messages.js";
import { mistake, readPolicy, type Mistake } from "./policy.js";
import { align, drawing, spoken } from "./readings.js";
import { asC, asJson, asPython, asRust, type Asked } from "./requests.js";

/** How long a typist has stopped before the verdict is read out. */
const PAUSE = 800;
const OWN = "own";
const FORMS = { JSON: asJson, C: asC, Python: asPython, Rust: asRust };

const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
const waiting = new Map<number, (answer: Answer) => void>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<Numbered<Answer>>) => {
  waiting.get(data.id)?.(data);
  if (data.kind !== "counts" || data.counts.done) waiting.delete(data.id);
};

/** Asks the worker; every answer to this request is handed to `answered`. */
function ask(request: Request, answered?: (answer: Answer) => void): void {
  const id = ++last;
  if (answered) waiting.set(id, answered);
  worker.postMessage({ id, ...request });
}

function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

function made(name: string, text = "", attributes: Record<string, string> = {}): HTMLElement {
  const one = document.createElement(name);
  one.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) one.setAttribute(attribute, value);
  return one;
}

const input = (id: string) => element<HTMLInputElement>(id);
const value = (id: string): string => input(id).value.trim();
const parts = (id: string): string[] => value(id).split(",").map((part) => part.trim()).filter(Boolean);
const whole = (id: string): string[] => (input(id).value === "" ? [] : [input(id).value]);

function context(): Context {
  return {
    username: value("username"), names: parts("names"), email: value("email"), phone: value("phone"), date_of_birth: value("date-of-birth"),
    related: parts("related"), subjects: parts("subjects"), previous: whole("previous"), other_accounts: whole("other-account"),
  };
}

const isOwn = (): boolean => element<HTMLSelectElement>("policy").value === OWN;

function asked(): Asked {
  const preset = element<HTMLSelectElement>("policy").value;
  const password = input("candidate").value;
  return { password, preset, context: context(), ...(isOwn() && { toml: element<HTMLTextAreaElement>("toml").value }) };
}

/** The policy of the page; undefined after saying what is wrong with it. */
function options(): Options | undefined {
  const language = element<HTMLSelectElement>("language").value as "en" | "cy";
  if (!isOwn()) return { policy: element<HTMLSelectElement>("policy").value as NonNullable<Options["policy"]>, language };
  const policy = readPolicy(element<HTMLTextAreaElement>("toml").value);
  if ("line" in policy && "text" in policy) {
    showMistake(policy as Mistake);
    return undefined;
  }
  return { policy: policy as NonNullable<Options["policy"]>, language };
}

/** The line of the policy that is wrong, and below it why. */
function showMistake(found: Mistake | undefined): void {
  const field = element<HTMLTextAreaElement>("toml");
  const place = element("toml-mistake");
  place.hidden = !found;
  field.toggleAttribute("aria-invalid", Boolean(found));
  if (!found) return place.replaceChildren();
  field.setAttribute("aria-invalid", "true");
  const line = field.value.split("\n")[found.line - 1] ?? "";
  place.replaceChildren(made("pre", `${found.line} | ${line}`), made("p", `Line ${found.line}: ${found.text}`, { class: "wrong" }));
}

/** Each word that was read, with which character is read as which letter. */
function showReadings(password: string, findings: Finding[]): void {
  const drawn = findings.flatMap(({ rule, found, start, end }) => {
    if (!found || start === undefined || end === undefined) return [];
    const figure = made("figure", "", { class: "drawing" });
    const text = [...password.slice(start, end)];
    const forwards = align(text, found);
    const backwards = forwards ? undefined : align([...text].reverse(), found);
    const shown = backwards ? [...text].reverse() : text;
    const way = forwards ?? backwards;
    if (way) figure.append(drawing(shown, found, way));
    const words = way ? spoken(shown, found, way) : `${text.join("")} as ${found}`;
    figure.append(made("figcaption", `${rule}: ${found}${backwards ? ", backwards" : ""} (${words})`));
    return [figure];
  });
  element("readings").replaceChildren(...drawn);
}

function showReport(password: string, report: Report): void {
  const hidden = input("hide").checked;
  const typed = password !== "";
  element("requirements").replaceChildren(...report.requirements.map(({ rule, met, text }) => {
    const line = made("li", "", { "data-rule": rule, "data-met": String(typed && met) });
    line.append(made("span", text), made("span", typed && met ? "Met" : "Not yet", { class: "state" }));
    return line;
  }));
  element("findings").replaceChildren(...(typed ? report.findings : []).map(({ rule, clause, message }) => {
    const line = made("li", `${message ?? rule} `, { "data-rule": rule });
    line.append(made("code", clause ? `${rule}, ${clause}` : rule));
    return line;
  }));
  markLetters(element("letters"), password, typed ? report.findings : [], !hidden);
  showReadings(password, typed && !hidden ? report.findings : []);
  element("result").hidden = !typed;
  const verdict = element("verdict");
  verdict.dataset["accepted"] = typed ? String(report.accepted) : "";
  clearTimeout(pause);
  pause = setTimeout(() => (verdict.textContent = spokenVerdict(typed, report)), PAUSE);
}

let pause: ReturnType<typeof setTimeout> | undefined;

function spokenVerdict(typed: boolean, report: Report): string {
  if (!typed) return "";
  if (report.accepted) return "Accepted: this password may be used.";
  const count = report.findings.filter(({ severity }) => severity === "violation").length;
  return `Refused: ${count} ${count === 1 ? "rule objects" : "rules object"}.`;
}

let form: keyof typeof FORMS = "JSON";

function showRequest(): void {
  element("request").textContent = FORMS[form](asked());
  for (const button of element("forms").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.textContent === form));
}

function check(): void {
  const { password, context } = asked();
  showRequest();
  ask({ kind: "check", password, context }, (answer) => {
    // What was asked before the last keystroke is of no more use.
    if (input("candidate").value !== password) return;
    const trouble = element("trouble");
    trouble.hidden = answer.kind !== "failed";
    if (answer.kind === "failed") trouble.textContent = answer.error;
    if (answer.kind === "report") showReport(password, answer.report);
  });
}

let policies = 0;

function configure(): void {
  const mine = ++policies;
  element("toml-field").hidden = !isOwn();
  const wanted = options();
  showRequest();
  if (!wanted) return;
  ask({ kind: "configure", options: wanted }, (answer) => {
    // What was said of an earlier policy is of no more use.
    if (answer.kind !== "configured" || mine !== policies) return;
    showMistake(answer.error && isOwn() ? mistake(element<HTMLTextAreaElement>("toml").value, answer.error) : undefined);
    document.documentElement.dataset["ready"] = "";
    if (!answer.error) check();
  });
}

/** What a file came to, as a table with a bar for each rule. */
function showCounts({ lines, accepted, rules, read, done }: Counts): void {
  element<HTMLProgressElement>("batch-progress").value = read;
  const share = (count: number): string => `${((100 * count) / Math.max(lines, 1)).toFixed(1)} %`;
  element("batch-summary").textContent = `${accepted} of ${lines} accepted (${share(accepted)})${done ? "." : " so far."}`;
  const most = Math.max(1, ...rules.map(([, count]) => count));
  const rows = rules.map(([rule, count]) => {
    const row = made("tr");
    const cell = made("td");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    svg.setAttribute("viewBox", "0 0 100 8");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("height", "12");
    svg.setAttribute("aria-hidden", "true");
    bar.setAttribute("width", String((100 * count) / most));
    bar.setAttribute("height", "8");
    svg.append(bar);
    cell.append(svg);
    row.append(made("th", rule, { scope: "row" }), made("td", `${count} (${share(count)})`), cell);
    return row;
  });
  element("batch-rules").replaceChildren(...rows);
  element("batch-result").hidden = false;
  element("batch-stop").hidden = done;
  element("batch-summary").dataset["done"] = String(done);
}

function judgeFile(): void {
  const file = input("batch-file").files?.[0];
  if (!file) return;
  element("batch-trouble").hidden = true;
  ask({ kind: "batch", file }, (answer) => {
    if (answer.kind === "counts") showCounts(answer.counts);
    if (answer.kind !== "failed") return;
    element("batch-stop").hidden = true;
    element("batch-trouble").hidden = false;
    element("batch-trouble").textContent = `This file cannot be judged: ${answer.error} It must be UTF-8, one password a line.`;
  });
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(element("request").textContent);
  element("copied").textContent = "Copied.";
}

const choice = element<HTMLSelectElement>("policy");
choice.append(...tables.presets.map(([id, title]) => made("option", `${id}: ${title}`, { value: id })));
choice.append(made("option", "A policy of my own", { value: OWN }));
for (const name of Object.keys(FORMS) as (keyof typeof FORMS)[]) {
  const button = made("button", name, { type: "button" });
  button.addEventListener("click", () => {
    form = name;
    showRequest();
  });
  element("forms").append(button);
}
for (const id of ["policy", "language", "toml"]) element(id).addEventListener("input", configure);
input("hide").addEventListener("change", () => {
  input("candidate").type = input("hide").checked ? "password" : "text";
  check();
});
element("password-fields").addEventListener("input", check);
element("context-fields").addEventListener("input", check);
element("copy").addEventListener("click", () => void copy());
input("batch-file").addEventListener("change", judgeFile);
element("batch-stop").addEventListener("click", () => {
  ask({ kind: "stop" });
  element("batch-stop").hidden = true;
  element("batch-summary").textContent += " Stopped.";
});
element("play").hidden = false;
configure();
