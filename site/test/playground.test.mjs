/** The playground, as people use it: ten things that somebody comes for, and not one request while they are done. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { AXE, launch } from "../../crates/wasm/test/browser.mjs";
import { serve } from "../../crates/wasm/test/serve.mjs";

const ROOT = join(import.meta.dirname, "../..");
const GOOD = "Wq7#Nv!2pZ";

let browser, address, close, page, problems, requests, loaded;

before(async () => {
  browser = await launch();
  ({ address, close } = await serve(join(ROOT, "target/site")));
});
after(async () => {
  await browser.close();
  close();
});

async function open(options = {}) {
  page = await browser.newPage(options);
  [problems, requests] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  await page.goto(`${address}playground.html`, { waitUntil: "networkidle" });
  await page.waitForSelector("html[data-ready]");
  await page.waitForSelector("#requirements li");
  loaded = requests.length;
}
beforeEach(() => open());
afterEach(async () => {
  assert.deepEqual(problems, [], "the console is quiet");
  assert.deepEqual(requests.slice(loaded), [], "what is typed leaves the page in no request");
  await page.close();
});

/** The rules that object, once the page has judged. */
async function rules(password, count) {
  await page.fill("#candidate", password);
  await page.waitForFunction(
    ([text, wanted]) => document.getElementById("letters").textContent.length === text.length
      && (wanted === undefined || document.querySelectorAll("#findings li").length === wanted),
    [password, count],
  );
  return page.$$eval("#findings li", (all) => all.map((one) => one.dataset.rule));
}

const state = (rule) => page.textContent(`#requirements [data-rule=${rule}] .state`);

test("1: a password is typed, the checklist follows, and the verdict is said once", async () => {
  await page.evaluate(() => {
    globalThis.said = [];
    const verdict = document.getElementById("verdict");
    new MutationObserver(() => globalThis.said.push(verdict.textContent)).observe(verdict, { childList: true, characterData: true, subtree: true });
  });
  await page.locator("#candidate").pressSequentially("wq7#nv!2", { delay: 15 });
  await page.waitForFunction(() => document.querySelector("#requirements [data-rule=min_length]").dataset.met === "true");
  assert.equal(await state("uppercase"), "Not yet");
  await page.locator("#candidate").pressSequentially("WP", { delay: 15 });
  await page.waitForFunction(() => globalThis.said.length > 0);
  assert.deepEqual(await page.evaluate(() => globalThis.said), ["Accepted: this password may be used."]);
});

test("2: a word in disguise is marked, drawn and told", async () => {
  assert.ok((await rules("Xq5t4t10n83*!")).includes("leet_word"));
  assert.equal(await page.textContent("#letters mark"), "5t4t10n");
  const drawn = await page.$$eval("#readings svg", (all) => all.map((one) => one.getAttribute("aria-label")));
  assert.ok(drawn.includes("5t4t10n is read as station: 5 as s, t, 4 as a, t, 1 as i, 0 as o, n"), drawn.join());
  await page.check("#hide");
  await page.waitForFunction(() => /^•+$/.test(document.getElementById("letters").textContent));
  assert.equal(await page.locator("#readings figure").count(), 0);
  assert.equal(await page.getAttribute("#candidate", "type"), "password");
});

test("3: a preset is chosen, in Welsh", async () => {
  await page.selectOption("#policy", "cyber-essentials-12");
  await page.waitForFunction(() => /at least 12/.test(document.getElementById("requirements").textContent));
  assert.deepEqual(await rules("long enough for this one", 0), []);
  await page.selectOption("#language", "cy");
  await page.waitForFunction(() => /o leiaf 12 nod/.test(document.getElementById("requirements").textContent));
});

test("4: a policy is written", async () => {
  await page.selectOption("#policy", "own");
  await page.fill("#toml", 'base = "nhs-appendix-a"\nmin_length = 14\nwords = ["Zorblax"]\n');
  await page.waitForFunction(() => /at least 14/.test(document.getElementById("requirements").textContent));
  assert.deepEqual(await rules("Kw#z0rbl4x!72q", 2), ["uppercase", "personal"]);
  assert.equal(await page.isVisible("#toml-mistake"), false);
});

test("5: a mistake in a policy is told under its line", async () => {
  await page.selectOption("#policy", "own");
  for (const [text, line, why] of [
    ['base = "nhs-appendix-a"\nmin_lenght = 12\n', "2 | min_lenght = 12", /^Line 2: min_lenght/],
    ['base = "nhs-appendix-a"\n\nmin_length = = 3\n', "3 | min_length = = 3", /^Line 3: /],
    ['base = "nhs-appendix-b"\n', '1 | base = "nhs-appendix-b"', /^Line 1: /],
    ['min_length = 8\nmax_length = 70000\n', "2 | max_length = 70000", /^Line 2: max_length/],
    ['min_length = 8\nreadings = [["4", "a"]]\n', '2 | readings = [["4", "a"]]', /^Line 2: readings/],
  ]) {
    await page.fill("#toml", text);
    await page.waitForFunction((wanted) => document.querySelector("#toml-mistake pre")?.textContent === wanted, line);
    assert.match(await page.textContent("#toml-mistake p"), why);
    assert.equal(await page.getAttribute("#toml", "aria-invalid"), "true");
  }
  await page.fill("#toml", "min_length = 9\n");
  await page.waitForSelector("#toml-mistake", { state: "hidden" });
  assert.equal(await page.getAttribute("#toml", "aria-invalid"), null);
});

test("6: what is known of the account is found, backwards too", async () => {
  await page.click("#context-fields summary");
  await page.fill("#names", "Gareth Llewellyn, Zofia Okonkwo");
  assert.ok((await rules("KW#Ok0nkw0%72z")).includes("personal"));
  assert.ok((await rules("KW#nylleWell%72z")).includes("personal"));
  await page.fill("#names", "");
  await page.fill("#date-of-birth", "1987-02-14");
  assert.ok((await rules("KW#zq%14021987")).includes("personal"));
});

test("7: a current password comes back changed a little", async () => {
  await page.click("#context-fields summary");
  await page.fill("#previous", GOOD);
  assert.deepEqual(await rules("Wq7#Nv!3pZ", 1), ["recycled"]);
  await page.fill("#previous", "");
  await page.fill("#other-account", GOOD);
  assert.deepEqual(await rules(GOOD, 1), ["other_account"]);
});

test("8: the request is the same elsewhere", async () => {
  await page.click("#context-fields summary");
  await page.fill("#username", 'o"k\\afrey');
  await page.fill("#names", "Zoë Müller");
  await page.fill("#date-of-birth", "1987-02-14");
  await page.fill("#previous", "Wq7#Nv!2p??Z");
  const asked = 'Kw!mü11er"\\2724£';
  const here = await rules(asked);
  const form = async (name) => {
    await page.click(`#forms button:text-is("${name}")`);
    return page.textContent("#request");
  };
  const answer = JSON.parse(spawnSync(process.env.KEYWARD, ["check", "--batch"], { input: `${await form("JSON")}\n`, encoding: "utf8" }).stdout);
  assert.deepEqual(answer.findings.map(({ rule }) => rule), here);
  assert.ok(here.includes("personal"));
  const folder = mkdtempSync(join(tmpdir(), "keyward-request-"));
  try {
    const [c, python, rust] = [join(folder, "request.c"), join(folder, "request.py"), join(folder, "request.rs")];
    writeFileSync(c, await form("C"));
    execFileSync("gcc", ["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", join(ROOT, "include"), c]);
    writeFileSync(python, await form("Python"));
    execFileSync("python3", ["-c", "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())", python]);
    writeFileSync(rust, await form("Rust"));
    execFileSync("rustfmt", ["--edition", "2024", rust]);
    assert.match(readFileSync(rust, "utf8"), /names: &\["Zoë Müller"\]/);
  } finally {
    rmSync(folder, { recursive: true });
  }
  // A policy of one's own goes along.
  await page.selectOption("#policy", "own");
  assert.match(await page.textContent("#request"), /NamedPolicy::from_toml\("base = \\"nhs-appendix-a\\"/);
});

test("9: a file is judged, with progress and a chart, and nothing of it is shown", async () => {
  const lines = Array.from({ length: 60_000 }, (_, number) => `${["Sw0rdfish-Zq!77-", "FarmHairTree83*", "Wq7#Nv!2pZ-Xk"][number % 3]}${number % 3 === 0 ? number : ""}`);
  await page.setInputFiles("#batch-file", { name: "passwords.txt", mimeType: "text/plain", buffer: Buffer.from(`${lines.join("\r\n")}\r\n\r\n`) });
  await page.waitForSelector("#batch-summary[data-done=true]");
  assert.match(await page.textContent("#batch-summary"), /^20000 of 60000 accepted \(33\.3 %\)\./);
  const bars = await page.$$eval("#batch-rules tr", (all) => all.map((row) => [row.cells[0].textContent, row.cells[1].textContent, row.querySelector("rect").getAttribute("width")]));
  assert.ok(bars.some(([rule, count]) => rule === "special" && count === "20000 (33.3 %)"), JSON.stringify(bars));
  assert.equal(Number(bars[0][2]), 100);
  assert.equal(await page.$eval("#batch-progress", (progress) => progress.value), 1);
  assert.ok(!(await page.content()).includes("Sw0rdfish"));
  await page.setInputFiles("#batch-file", { name: "latin.txt", mimeType: "text/plain", buffer: Buffer.from([0x50, 0xe9, 0x0a]) });
  await page.waitForSelector("#batch-trouble:not([hidden])");
  assert.match(await page.textContent("#batch-trouble"), /must be UTF-8/);
});

test("10: a phone, the keyboard alone, in the dark, with forced colours, without motion", async () => {
  await page.close();
  await open({ viewport: { width: 360, height: 740 }, colorScheme: "dark", forcedColors: "active", reducedMotion: "reduce" });
  await page.focus("#candidate");
  await page.keyboard.type("Xq5t4t10n83*!");
  await page.waitForSelector("#readings svg");
  const order = [];
  for (let count = 0; count < 4; count++) {
    await page.keyboard.press("Tab");
    order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.localName));
  }
  assert.deepEqual(order, ["hide", "policy", "language", "summary"]);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
});

test("far too much is an error that is told, and the next password is judged", async () => {
  await page.click("#context-fields summary");
  await page.fill("#related", "x,".repeat(2000));
  await page.fill("#candidate", GOOD);
  await page.waitForSelector("#trouble:not([hidden])");
  assert.match(await page.textContent("#trouble"), /\w/);
  await page.fill("#related", "");
  assert.deepEqual(await rules(GOOD, 0), []);
  assert.equal(await page.isVisible("#trouble"), false);
});
