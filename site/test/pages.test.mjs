/** Every page of the contents, in Chromium, at three widths: nothing wider than the screen, a quiet console, no request to anybody else, axe content. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { AXE, launch } from "../../crates/wasm/test/browser.mjs";
import { serve } from "../../crates/wasm/test/serve.mjs";

const SITE = join(import.meta.dirname, "../../target/site");
const WIDTHS = [360, 768, 1280];
const PAGES = readdirSync(SITE).filter((name) => name.endsWith(".html"));
/** The pages that the contents name; the others are files of the repository as they are. */
const WRITTEN = PAGES.filter((name) => !name.startsWith("file-"));
/** Bytes of everything that the first page loads. */
const LIGHT = 60 * 1024;

let browser, address, close;

before(async () => {
  browser = await launch();
  // Below a path of its own, as a project's pages often are.
  ({ address, close } = await serve(join(SITE, "..")));
  address += "site/";
});
after(async () => {
  await browser.close();
  close();
});

/** A page that writes down what goes wrong and what is asked for. */
async function watched(options = {}) {
  const page = await browser.newPage(options);
  const [problems, requests] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("response", (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
  return { page, problems, requests };
}

async function accessible(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"], preload: false }));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]), [], what);
}

/** Every page at one width. */
async function walk(width) {
  const { page, problems, requests } = await watched({ viewport: { width, height: 800 } });
  for (const name of WRITTEN) {
    await page.goto(address + name);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} wide of ${width}`);
    assert.equal(await page.locator("h1").count(), 1, name);
    await accessible(page, `${name} at ${width}`);
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith(address) && !url.startsWith(`blob:${new URL(address).origin}/`)), [], "no other host is asked");
  await page.close();
}

test("every page at every width", async () => {
  assert.ok(WRITTEN.length > 20 && WRITTEN.includes("index.html"), WRITTEN.join());
  await Promise.all(WIDTHS.map(walk));
});

test("axe has no complaint in the dark", async () => {
  const { page } = await watched({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  for (const name of ["index.html", "judging.html", "playground.html", "rates.html"]) {
    await page.goto(address + name);
    await accessible(page, `${name} in the dark`);
  }
  await page.close();
});

test("the first page is light", async () => {
  const { page, requests } = await watched();
  await page.goto(address, { waitUntil: "networkidle" });
  const bytes = requests.map((url) => statSync(join(SITE, url.slice(address.length) || "index.html")).size);
  const sum = bytes.reduce((one, other) => one + other, 0);
  assert.ok(sum <= LIGHT && sum > 5000, `${sum} bytes: ${requests.join()}`);
  await page.close();
});

test("the policy of a page lets nothing in or out", async () => {
  for (const name of PAGES) {
    const text = readFileSync(join(SITE, name), "utf8");
    assert.match(text, /Content-Security-Policy" content="default-src 'none';[^"]*connect-src 'none'/, name);
    assert.doesNotMatch(text.replace(/<pre[^]*?<\/pre>/g, ""), /<style|<script(?![^>]* src=)| style="| on[a-z]+="/, name);
  }
});

test("the search finds rules, keys, functions and Welsh", async () => {
  const { page, problems } = await watched();
  await page.goto(`${address}index.html`);
  for (const [wanted, first] of [
    ["palindrome", /palindrome/], ["keyward_accepts_utf8", /header\.html#keyward_accepts_utf8/], ["cyfrinair", /rules\.html/],
    ["relaxed_from", /policy-file\.html#relaxed_from/], ["spark", /spark\.html/],
  ]) {
    await page.fill("#search-text", "");
    await page.fill("#search-text", wanted);
    await page.waitForSelector("#found a");
    const links = await page.$$eval("#found a", (all) => all.map((one) => one.getAttribute("href")));
    assert.ok(links.some((link) => first.test(link)), `${wanted}: ${links}`);
  }
  await page.fill("#search-text", "zzzzqqqq");
  await page.waitForFunction(() => document.getElementById("found").textContent === "Nothing was found.");
  await page.fill("#search-text", "keyward_accepts_utf8");
  await page.press("#search-text", "Enter");
  await page.waitForURL(/header\.html#keyward_accepts_utf8$/);
  assert.deepEqual(problems, []);
  await page.close();
});

test("the pages work from a disk, the search and the playground too", async () => {
  const { page, problems, requests } = await watched();
  const disk = pathToFileURL(`${SITE}/`).href;
  await page.goto(`${disk}index.html`);
  await page.fill("#search-text", "palindrome");
  await page.waitForSelector("#found a");
  await page.goto(`${disk}playground.html`);
  await page.waitForSelector("html[data-ready]");
  await page.fill("#candidate", "FarmHairTree83*");
  await page.waitForSelector("#findings [data-rule=special]");
  assert.deepEqual(problems, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith(disk) && !url.startsWith("blob:")), []);
  await page.close();
});

test("pages are read without scripts, with the keyboard, and on paper", async () => {
  const { page } = await watched({ javaScriptEnabled: false });
  await page.goto(`${address}index.html`);
  assert.equal(await page.isVisible("#search"), false);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), "#text");
  await page.goto(`${address}playground.html`);
  assert.equal(await page.isVisible("#play"), false);
  assert.match(await page.textContent("noscript"), /needs scripts/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible(".contents"), false);
  await page.close();
});
