/** What `check` answers, from the installed package in Node. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { project } from "./packed.mjs";

const folder = project("node");
const require = createRequire(join(folder, "index.js"));
const { load, loadSync, Keyward } = await import(pathToFileURL(join(folder, "node_modules/keyward/node.js")));
const keyward = loadSync();

test("every way into the package leads to the same answer", async () => {
  const expected = keyward.check("Kx7#Lq9");
  const required = require("keyward");
  const inline = require("keyward/inline");
  const inlineModule = await import(pathToFileURL(join(folder, "node_modules/keyward/inline.js")));
  const wasm = (await import("node:fs")).readFileSync(require.resolve("keyward/keyward.wasm"));
  for (const one of [
    await load(),
    await required.load(),
    required.loadSync(),
    await inline.load(),
    inline.loadSync(),
    inlineModule.loadSync(),
    loadSync({ wasm }),
    await load({ wasm }),
    loadSync({ wasm: new WebAssembly.Module(wasm) }),
  ]) {
    assert.deepEqual(one.check("Kx7#Lq9"), expected);
  }
  assert.ok(keyward instanceof Keyward);
});

test("a module with damaged word lists does not load", async () => {
  const wasm = (await import("node:fs")).readFileSync(require.resolve("keyward/keyward.wasm"));
  const lists = wasm.indexOf("keywire");
  assert.ok(lists > 0);
  for (const place of [3, 7, 50_000, 100_000]) {
    const damaged = Uint8Array.from(wasm);
    damaged[lists + place] ^= 1;
    await assert.rejects(load({ wasm: damaged }), /the word lists: damaged/, `${place}`);
    assert.throws(() => loadSync({ wasm: damaged }), /the word lists: damaged/, `${place}`);
  }
});

test("a report says what is wrong, where, and what to do", () => {
  assert.equal(keyward.check("Wq7#Nv!2").accepted, true);
  assert.deepEqual(keyward.check("Wq7#Nv!2").findings, []);
  const { accepted, findings, requirements } = keyward.check("Wq7#Nv!p");
  assert.equal(accepted, false);
  assert.deepEqual(findings, [
    {
      rule: "digit",
      clause: "WE-C5",
      severity: "violation",
      message: "Your password has 1 number. Use at least 2 numbers.",
    },
  ]);
  assert.deepEqual(requirements.filter(({ met }) => !met), [
    { rule: "digit", met: false, text: "at least 2 numbers" },
  ]);
});

test("places count as slice does", () => {
  for (const [password, context, rule, found] of [
    ["😀£Llewellyn7", { names: ["Gareth Llewellyn"] }, "personal", "Llewellyn"],
    ["ŵŷ”14021987", { date_of_birth: "1987-02-14" }, "personal", "14021987"],
    ["Kx7#\ud800Lq9!", {}, "unacceptable_character", "\ud800"],
    ["Kx7#\udc00\udc00Lq9!", {}, "unacceptable_character", "\udc00"],
  ]) {
    const finding = keyward.check(password, context).findings.find((finding) => finding.rule === rule);
    assert.equal(password.slice(finding?.start, finding?.end), found, password);
  }
});

test("each part of the context reaches the rules", () => {
  for (const [context, rule] of [
    [{ username: "zqxvbn" }, "personal"],
    [{ names: ["Ann", "Zqxvbn"] }, "personal"],
    [{ email: "zqxvbn@example.com" }, "personal"],
    [{ related: ["Zqxvbn"] }, "personal"],
    [{ subjects: ["x", "zqxvbn"] }, "personal"],
    [{ previous: ["Zqxvbn7#42!"] }, "reused"],
    [{ previous: ["Zqxvbn7#43!"] }, "recycled"],
    [{ other_accounts: ["Zqxvbn7#42!"] }, "other_account"],
  ]) {
    const rules = keyward.check("Zqxvbn7#42!", context).findings.map((finding) => finding.rule);
    assert.ok(rules.includes(rule), JSON.stringify(context));
  }
  assert.ok(keyward.check("07700900123Kx", { phone: "+44 7700 900123" }).findings.some(({ rule }) => rule === "personal"));
  assert.deepEqual(keyward.check("Kx7#Lq9!", {}), keyward.check("Kx7#Lq9!"));
});

test("a password that is far too long is judged as one that is too long", () => {
  const rules = (password) => keyward.check(password).findings.map(({ rule, message }) => [rule, message]);
  for (const length of [257, 4096, 4097, 100_000]) {
    const message = `Your password has ${length} characters. Use no more than 256 characters.`;
    assert.deepEqual(rules("x".repeat(length)), [["max_length", message]]);
  }
  assert.deepEqual(rules("😀".repeat(3000)), rules("x".repeat(3000)));
  assert.ok(keyward.check("x".repeat(257)).requirements.every(({ met }) => !met));
});

test("policy, language and disclosure are taken on", () => {
  const policy = { id: "trust", min_length: 12, digit: 0, strength: 3, words: ["Zqxvbn"] };
  const short = loadSync({ policy, language: "cy" }).check("Wq#Nv!pZ");
  assert.deepEqual(short.findings.map(({ rule, clause }) => [rule, clause]), [["min_length", "WE-C1"]]);
  assert.equal(short.requirements.find(({ rule }) => rule === "uppercase").text, "o leiaf 2 briflythyren");
  assert.deepEqual(loadSync({ policy }).check("4#kZqxvbnK!w").findings.map(({ rule, found }) => [rule, found]), [
    ["personal", "zqxvbn"],
  ]);
  const many = loadSync({ policy: { words: Array.from({ length: 256 }, (_, index) => `zqxvbn${index}w`) } });
  assert.equal(many.check("4#kZqxvbn255wK!", { subjects: Array(128).fill("Records") }).findings[0].rule, "personal");
  const lax = loadSync({ policy: { base: "cyber-essentials-12", words: ["Riverside"] } });
  assert.deepEqual(lax.check("Kw7#R1verside9Q!").findings.map(({ rule }) => rule), ["personal"]);
  const herefordshire = loadSync({ policy: "hw-5.3.2" });
  assert.equal(herefordshire.check("ÀÉab12!?").findings[0].rule, "uppercase");
  assert.deepEqual(loadSync({ policy: { base: "hw-5.3.2" } }).check("a"), herefordshire.check("a"));
  const context = { username: "zqxvbn" };
  const desk = loadSync({ disclosure: "desk" }).check("Zqxvbn7#42!K", context).findings[0];
  assert.deepEqual(Object.keys(desk), ["rule", "clause", "severity", "message"]);
  assert.doesNotMatch(desk.message, /zqxvbn/i);
  const log = loadSync({ disclosure: "log" }).check("Zqxvbn7#42!K", context).findings[0];
  assert.deepEqual(Object.keys(log), ["rule", "clause", "severity"]);
});

test("what cannot be used is refused when it is given", () => {
  for (const [options, problem] of [
    [{ policy: "nhs" }, /base: there is no such preset/],
    [{ policy: { min_lenght: 9 } }, /min_lenght: is not a key of a policy/],
    [{ policy: { readings: [] } }, /readings: cannot be changed in a page/],
    [{ policy: { min_length: 1000 } }, /min_length: must be/],
    [{ policy: { digit: "two" } }, /digit: must be/],
    [{ policy: { min_length: 20, max_length: 19 } }, /min_length: is more than max_length/],
    [{ policy: { ["k".repeat(20_000)]: 1 } }, /not so long/],
    [{ language: "fr" }, /language: must be en or cy/],
  ]) {
    assert.throws(() => loadSync(options), { name: "RangeError", message: problem });
  }
  assert.throws(() => keyward.check("x", { names: Array(641).fill("n") }), RangeError);
  assert.throws(() => keyward.check("x", { related: Array(20).fill("n".repeat(5000)) }), RangeError);
  assert.equal(keyward.check("Wq7#Nv!2").accepted, true, "and the next check is not disturbed");
});
