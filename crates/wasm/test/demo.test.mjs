/** The page, as people use it: typing, pasting, showing, sending, with the keyboard alone, without a network or scripts. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";

import { AXE, launch } from "./browser.mjs";
import { OUT } from "./packed.mjs";

const PICTURES = join(OUT, "pictures");
const SIZES = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };
const GOOD = "Wq7#Nv!2pZ";

let browser, server, address, page, requests, problems;

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  server = spawn("node", [join(OUT, "demo/server.js")], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  address = await new Promise((ready) => server.stdout.once("data", (line) => ready(String(line).trim())));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.kill();
});

async function open(options = {}) {
  page = await browser.newPage(options);
  requests = [];
  problems = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready]");
}
beforeEach(() => open());
afterEach(async () => {
  assert.deepEqual(problems, [], "the console is quiet");
  assert.deepEqual(requests.filter((url) => !url.startsWith(address)), [], "no other host is asked");
  await page.close();
});

const status = (rule) => page.textContent(`[data-rule=${rule}] [data-status]`);
const statuses = () => page.$$eval("[data-status]", (all) => all.map((one) => one.textContent));
const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
const submit = () => page.click("button[type=submit]");
const errors = () => page.$$eval(".nhsuk-error-summary a", (all) => all.map((one) => [one.getAttribute("href"), one.textContent]));

async function accessible(what) {
  // As an extension would, past the page's own policy.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], what);
}

test("the field is as the design system asks", async () => {
  const attributes = await page.$eval("#new-password", (field) => Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])));
  assert.equal(attributes.autocomplete, "new-password");
  assert.equal(attributes.spellcheck, "false");
  assert.equal(attributes.autocapitalize, "none");
  assert.equal(attributes.type, "password");
  assert.equal(attributes.maxlength, undefined);
  assert.match(attributes.passwordrules, /minlength: 8;/);
  assert.equal(await page.getAttribute("#current-password", "autocomplete"), "current-password");
  const { headers } = await page.request.get(address).then((response) => ({ headers: response.headers() }));
  assert.equal(headers["content-security-policy"], "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  assert.equal(await page.$$eval("script:not([src]), style, [style], [onclick]", (all) => all.length), 0);
});

test("the checklist follows what is typed, in words, and nothing is called an error", async () => {
  assert.deepEqual([...new Set(await statuses())], ["Not yet"]);
  await page.locator("#new-password").pressSequentially("wq7#nv!2");
  assert.equal(await status("min_length"), "Met");
  assert.equal(await status("uppercase"), "Not yet");
  await page.locator("#new-password").pressSequentially("WP");
  assert.equal(await status("uppercase"), "Met");
  assert.deepEqual([...new Set(await statuses())], ["Met"]);
  await page.fill("#new-password", "p");
  assert.equal(await page.locator(".nhsuk-error-message, .nhsuk-error-summary, [aria-invalid]").count(), 0);
  assert.doesNotMatch(await page.title(), /Error/);
  // A rule that is not in the list joins it while it objects.
  await page.fill("#new-password", "Wq7#Nv!2abcd");
  assert.equal(await status("sequence"), "Not yet");
  await page.fill("#new-password", GOOD);
  assert.equal(await page.locator("[data-rule=sequence]").count(), 0);
});

test("the summary is read out once the typist stops", async () => {
  assert.equal(await page.getAttribute("#status", "role"), "status");
  await page.evaluate(() => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.getElementById("status").textContent)).observe(
      document.getElementById("status"), { childList: true, characterData: true, subtree: true });
  });
  await page.locator("#new-password").pressSequentially("Wq7#Nv!2", { delay: 20 });
  assert.equal(await page.textContent("#status"), "");
  await page.waitForFunction(() => globalThis.said.length > 0);
  assert.deepEqual(await page.evaluate(() => globalThis.said), ["Your new password meets all the requirements."]);
});

test("pasting works, and what the form knows is forbidden", async () => {
  await page.evaluate((text) => {
    const field = document.getElementById("new-password");
    field.focus();
    document.execCommand("insertText", false, text);
  }, "Llewellyn7#Q!2");
  assert.equal(await status("min_length"), "Met");
  await page.fill("#name", "Gareth Llewellyn");
  assert.equal(await status("personal"), "Not yet");
  await page.fill("#name", "");
  assert.equal(await status("personal"), "Met");
  await page.fill("#date-of-birth-day", "14");
  await page.fill("#date-of-birth-month", "2");
  await page.fill("#date-of-birth-year", "1987");
  await page.fill("#new-password", "KW#zq%14021987");
  assert.equal(await status("personal"), "Not yet");
});

test("the letters at fault are marked, and readable only while the password is", async () => {
  await page.fill("#username", "zqxvbn");
  await page.fill("#new-password", "7#Zqxvbn!2K");
  assert.equal(await page.textContent("#reading-text mark"), "••••••");
  await page.click("[aria-controls=new-password]");
  assert.equal(await page.getAttribute("#new-password", "type"), "text");
  assert.equal(await page.textContent("#reading-text mark"), "Zqxvbn");
  assert.equal(await page.textContent("#reading-text"), "7#Zqxvbn!2K");
  await page.click("[aria-controls=new-password]");
  assert.equal(await page.getAttribute("#new-password", "type"), "password");
  assert.doesNotMatch(await page.textContent("#reading-text"), /\w/);
  await page.fill("#new-password", GOOD);
  assert.equal(await page.isVisible("#reading"), false);
});

test("errors come on submission, with the focus and links to the fields", async () => {
  await submit();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await focused(), "error-summary");
  assert.deepEqual(await errors(), [
    ["#current-password", "Enter your current password"],
    ["#new-password", "Enter a new password"],
  ]);
  await page.click(".nhsuk-error-summary a >> nth=1");
  assert.equal(await focused(), "new-password");
  const described = await page.getAttribute("#new-password", "aria-describedby");
  assert.deepEqual(described.split(" "), ["new-password-hint", "new-password-error"]);
  assert.equal(await page.textContent("#new-password-error"), "Error: Enter a new password");

  await page.fill("#email", "someone");
  await page.fill("#date-of-birth-day", "31");
  await page.fill("#date-of-birth-month", "2");
  await page.fill("#current-password", "Xv9!Kq4#Lm");
  await page.fill("#new-password", "Wq7#Nv!p");
  await submit();
  assert.deepEqual(await errors(), [
    ["#email", "Enter an email address in the correct format, like name@example.com"],
    ["#date-of-birth-year", "Date of birth must include a year"],
    ["#new-password", "Your password has 1 number. Use at least 2 numbers."],
  ]);
  assert.equal(await page.locator("#current-password-error").count(), 0, "what was put right is no error any more");
  assert.equal(await page.getAttribute("#current-password", "aria-describedby"), null);
  await page.fill("#date-of-birth-year", "1987");
  await submit();
  assert.deepEqual((await errors())[1], ["#date-of-birth-day", "Date of birth must be a real date"]);
  assert.equal(await page.inputValue("#new-password"), "Wq7#Nv!p", "nothing typed is lost");

  await page.fill("#email", "");
  await page.fill("#date-of-birth-month", "3");
  await page.fill("#new-password", GOOD);
  await submit();
  assert.match(await page.title(), /^Password can be used/);
  assert.equal(await focused(), "done");
});

test("the current password cannot come back changed a little", async () => {
  await page.fill("#current-password", "Wq7#Nv!2pZ");
  await page.fill("#new-password", "Wq7#Nv!2pZ");
  assert.equal(await status("reused"), "Not yet");
  await page.fill("#new-password", "Wq7#Nv!3pZ");
  assert.equal(await status("recycled"), "Not yet");
});

test("the keyboard is enough", async () => {
  const order = [];
  for (let count = 0; count < 14; count++) {
    await page.keyboard.press("Tab");
    order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-controls") || document.activeElement.className.split(" ")[0]));
    if (order.at(-1) === "new-password" && order.at(-2) !== "new-password") await page.keyboard.type(`${GOOD}£`);
    if (order.at(-1) === "current-password" && order.at(-2) !== "current-password") await page.keyboard.type("Xv9!Kq4#Lm");
  }
  assert.deepEqual(order.slice(0, 12), [
    "nhsuk-skip-link", "name", "username", "email", "date-of-birth-day", "date-of-birth-month", "date-of-birth-year",
    "current-password", "current-password", "new-password", "new-password", "nhsuk-button",
  ]);
  await page.focus("[aria-controls=new-password]");
  await page.keyboard.press("Space");
  assert.equal(await page.getAttribute("#new-password", "type"), "text");
  await page.focus("#new-password");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "done");
});

test("one thing is said once", async () => {
  await page.fill("#name", "Gareth Birmingham");
  await page.fill("#current-password", "Xv9!Kq4#Lm");
  await page.fill("#new-password", "KWq#Birmingham72%");
  const lines = () => page.$$eval("#requirements li", (all) => all.map((one) => [one.dataset.rule, one.querySelector(".app-checklist__text").textContent]));
  // A place is a name too, and this one is also the person's own: the list has the one that tells more.
  const listed = await lines();
  assert.ok(listed.some(([rule]) => rule === "personal") && !listed.some(([rule]) => rule === "name"), JSON.stringify(listed));
  assert.equal(new Set(listed.map(([, text]) => text)).size, listed.length);
  await submit();
  const told = (await errors()).map(([, text]) => text);
  assert.equal(told.filter((text) => /Birmingham/i.test(text)).length, 1, told.join(" / "));
  await page.fill("#name", "");
  assert.ok((await lines()).some(([rule]) => rule === "name"));
});

test("a screen reader is told every name, what describes the field, and the verdict alone", async () => {
  const read = await page.locator("main").ariaSnapshot();
  for (const name of [
    'heading "Change your password" [level=1]', 'textbox "Full name"', 'textbox "User name"', 'textbox "Email address"', 'group "Date of birth"',
    'textbox "Day"', 'textbox "Current password"', 'textbox "New password"', 'button "Show password"', 'button "Change password"',
  ]) assert.ok(read.includes(name), `${name} in\n${read}`);
  assert.match(read, /listitem: at least 8 characters/);
  await page.fill("#new-password", "Xq5t4t10n83*!");
  // The marked letters are for eyes; what is wrong is in the list and, once sent, in the errors.
  assert.equal(await page.getAttribute("#reading-text", "aria-hidden"), "true");
  const live = await page.$$eval("[aria-live], [role=status], [role=alert], [role=log]", (all) => all.map((one) => one.className));
  // Beside the verdict, the design system's buttons say whether the password is shown.
  assert.equal(live.filter((name) => !name.includes("password-input__sr-status")).length, 1, live.join());
  assert.equal(await page.evaluate(() => document.querySelector("#requirements").closest("[aria-live], [role=status]")), null, "the list is not read out at every key");
});

test("at 200 % nothing is cut or hidden, and forced colours leave every state in words", async () => {
  await page.close();
  // A window of 1280 pixels at 200 %.
  await open({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await page.fill("#new-password", "Xq5t4t10n83*!");
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 640);
  const cut = await page.$$eval("main *", (all) => all.filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const hides = overflowX === "hidden" || overflowY === "hidden";
    return hides && one.offsetWidth > 1 && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  }).map((one) => one.outerHTML.slice(0, 80)));
  assert.deepEqual(cut, []);
  await page.close();
  await open({ forcedColors: "active" });
  await page.fill("#new-password", "Xq5t4t10n83*!");
  assert.deepEqual([...new Set(await statuses())].sort(), ["Met", "Not yet"]);
  const drawn = await page.$eval("#reading-text mark", (one) => getComputedStyle(one).borderBottomWidth);
  assert.ok(Number.parseFloat(drawn) >= 3, drawn);
  await accessible("with forced colours");
});

test("once loaded it needs no network and asks for nothing", async () => {
  await page.waitForLoadState("networkidle");
  const loaded = requests.length;
  assert.ok(loaded > 0);
  await page.context().setOffline(true);
  await page.fill("#username", "zqxvbn");
  await page.locator("#new-password").pressSequentially("Zqxvbn7#42!K");
  assert.equal(await status("personal"), "Not yet");
  await page.click("[aria-controls=new-password]");
  await submit();
  assert.equal((await errors()).length, 2);
  await page.fill("#current-password", "Xv9!Kq4#Lm");
  await page.fill("#new-password", GOOD);
  await page.waitForTimeout(1200);
  await submit();
  assert.equal(await focused(), "done");
  assert.equal(requests.length, loaded, requests.slice(loaded).join());
});

test("axe has no complaint, and pictures are kept", async () => {
  for (const [name, viewport] of Object.entries(SIZES)) {
    await page.close();
    await open({ viewport });
    const picture = (what) => page.screenshot({ path: join(PICTURES, `${name}-${what}.png`), fullPage: true });
    await accessible("empty");
    await picture("1-empty");
    await page.fill("#name", "Gareth Llewellyn");
    await page.fill("#new-password", "Llewellyn7");
    await page.click("[aria-controls=new-password]");
    await page.waitForTimeout(1100);
    await accessible("typing");
    await picture("2-typing");
    await page.fill("#date-of-birth-day", "31");
    await submit();
    await accessible("errors");
    await picture("3-errors");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= viewport.width, "nothing is wider than the screen");
    await page.fill("#date-of-birth-day", "");
    await page.fill("#current-password", "Xv9!Kq4#Lm");
    await page.fill("#new-password", GOOD);
    await page.waitForTimeout(1100);
    await picture("4-met");
    await submit();
    await accessible("done");
    await picture("5-done");
  }
});

test("without scripts the server answers the same", async () => {
  await page.close();
  await open({ javaScriptEnabled: false });
  assert.equal(await page.isVisible("[aria-controls=new-password]"), false);
  assert.ok((await page.locator("#requirements li").count()) > 5);
  await page.fill("#name", 'Gareth "<b>" Llewellyn');
  await page.fill("#new-password", "Wq7#Nv!p");
  await submit();
  assert.match(await page.title(), /^Error: /);
  assert.deepEqual(await errors(), [
    ["#current-password", "Enter your current password"],
    ["#new-password", "Your password has 1 number. Use at least 2 numbers."],
  ]);
  assert.equal(await page.inputValue("#name"), 'Gareth "<b>" Llewellyn');
  assert.equal(await page.inputValue("#new-password"), "");
  assert.ok(!(await page.content()).includes("Wq7"));
  await page.fill("#current-password", "Xv9!Kq4#Lm");
  await page.fill("#new-password", GOOD);
  await submit();
  assert.match(await page.title(), /^Password can be used/);
});

/** What a raw connection to the server is answered. */
function raw(text, end = true) {
  return new Promise((done, failed) => {
    const socket = connect(new URL(address).port, "127.0.0.1", () => (end ? socket.end(text) : socket.write(text, () => socket.destroy())));
    let answer = "";
    socket.on("data", (part) => (answer += part)).on("close", () => done(answer)).on("error", failed);
  });
}

test("a form that breaks off, or that no form can be, ends that request alone", async () => {
  const head = (length) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;
  for (let count = 0; count < 20; count++) await raw(`${head(9000)}name=Gareth&new-password=Wq7`, false);
  await raw("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nname=", false);
  const send = (fields) => fetch(address, { method: "POST", body: new URLSearchParams(fields) });
  assert.equal((await send({ name: "n".repeat(90_000), "new-password": GOOD })).status, 413);
  for (const fields of [
    { name: "n".repeat(60_000) }, { email: `${"e".repeat(60_000)}@x.org` }, { "current-password": "c".repeat(60_000) },
    { "date-of-birth-day": "1".repeat(20_000), "date-of-birth-month": "2".repeat(20_000), "date-of-birth-year": "3".repeat(20_000) },
  ]) {
    const response = await send({ "new-password": GOOD, ...fields });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<title>Error: /);
  }
  assert.match(await (await send({ name: "n".repeat(1001) })).text(), /Full name must be 1000 characters or fewer/);
  assert.equal((await fetch(address)).status, 200);
  assert.equal(server.exitCode, null);
});

test("a name of 90,000 characters that is pasted stops nothing", async () => {
  await page.fill("#name", "n".repeat(90_000));
  await page.fill("#new-password", GOOD);
  assert.equal(await status("min_length"), "Met");
  await submit();
  assert.deepEqual((await errors())[0], ["#name", "Full name must be 1000 characters or fewer"]);
});
