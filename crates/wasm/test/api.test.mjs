/** What `check` answers, from the installed package in Node. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SOURCE, project, run } from "./packed.mjs";

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

test("the verdict alone is that of a whole check", () => {
  const context = { username: "zqxvbn", previous: ["Wq7#Nv!2pZ"] };
  for (const password of ["Wq7#Nv!2", "Wq7#Nv!p", "", "Zqxvbn7#42!", "Wq7#Nv!3pZ", "Kx7#\ud800Lq9!", "x".repeat(257), "x".repeat(9999)]) {
    for (const known of [undefined, {}, context]) {
      assert.equal(keyward.accepts(password, known), keyward.check(password, known).accepted, password);
    }
  }
  assert.ok(keyward.accepts("Wq7#Nv!2") && !keyward.accepts("Wq7#Nv!3pZ", context));
  assert.throws(() => keyward.accepts("x", { names: Array(641).fill("n") }), RangeError);
});

test("a line break in an option is no way to another option", () => {
  const weak = "weakling";
  for (const [options, problem] of [
    [{ language: "en\nmin_length\t1\nuppercase\t0\ndigit\t0\nspecial\t0" }, /language: must be/],
    [{ disclosure: "private\nbase\tncsc-three-words" }, /disclosure: must be/],
    [{ policy: "nhs-appendix-a\nspecial\t0" }, /base: there is no such preset/],
    [{ policy: { min_length: "8\nspecial\t0" } }, /min_length: must be/],
    [{ policy: { min_length: "8\r\nspecial\t0" } }, /min_length: must be/],
    [{ policy: { "special\t0\nmin_length": 8 } }, /is not a key of a policy/],
    [{ language: { toString: () => "en\nspecial\t0" } }, /language: must be/],
  ]) {
    assert.throws(() => loadSync(options), { name: "RangeError", message: problem });
  }
  assert.equal(keyward.check(weak).accepted, false);
});

test("settings that are too long are refused, not cut", () => {
  // Nothing looks at the value of this key, and what stands behind it would be lost.
  assert.throws(() => loadSync({ policy: { strength: "3".repeat(70_000), special: 9 } }), { name: "RangeError", message: /the settings: longer than 64 KiB/ });
});

test("a context has a stated size at the most, and so have a policy's words", () => {
  const words = (count, length = 1) => Array(count).fill("q".repeat(length));
  const problem = { name: "RangeError", message: /^context: more than 256 values of a field or 64 KiB of text/ };
  for (const field of ["names", "related", "subjects", "previous", "other_accounts"]) {
    assert.equal(keyward.accepts("Wq7#Nv!2pZ", { [field]: words(256, 250) }), true);
    assert.throws(() => keyward.accepts("Wq7#Nv!2pZ", { [field]: words(257) }), problem);
    assert.throws(() => keyward.check("Wq7#Nv!2pZ", { [field]: words(3, 30_000) }), problem);
    assert.throws(() => keyward.check("Wq7#Nv!2pZ", { [field]: words(1, 100_000) }), problem);
  }
  for (const [most, over] of [[words(256), words(257)], [words(64, 256), words(65, 256)]]) {
    assert.equal(loadSync({ policy: { words: most } }).accepts("Wq7#Nv!2pZ"), true);
    assert.throws(() => loadSync({ policy: { words: over } }).accepts("Wq7#Nv!2pZ"), problem);
  }
});

test("what was put into all objects weakens nothing", async () => {
  const weak = ["weakling", "Zqxvbn7#42!"];
  const polluted = {
    policy: { min_length: 1, uppercase: 0, lowercase: 0, digit: 0, special: 0, dictionary_word: 0 },
    base: "ncsc-three-words", min_length: 1, special: 0, digit: 0, uppercase: 0, personal: false, words: [], id: "x",
    language: "cy", disclosure: "log", operation: "set", username: "", names: [], email: "", previous: [], wasm: new Uint8Array(8),
  };
  const context = { username: "zqxvbn" };
  const expected = weak.map((password) => keyward.check(password, context));
  try {
    for (const [name, value] of Object.entries(polluted)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
    }
    for (const one of [keyward, loadSync(), loadSync({}), await load({ policy: {} }), loadSync({ policy: "nhs-appendix-a" })]) {
      for (const [index, password] of weak.entries()) {
        const { accepted, findings } = one.check(password, context);
        assert.equal(accepted, false);
        assert.equal(one.accepts(password, context), false);
        assert.deepEqual(findings.map(({ message }) => message), expected[index].findings.map(({ message }) => message));
      }
    }
  } finally {
    for (const name of Object.keys(polluted)) delete Object.prototype[name];
  }
});

test("a getter that checks another password meanwhile changes nothing", () => {
  const meanwhile = () => keyward.check("Wq7#Nv!2pZ").accepted && "zqxvbn";
  for (const context of [
    { get username() { return meanwhile(); } },
    { username: { toString: meanwhile } },
    { get names() { return [meanwhile()]; } },
    { names: Object.defineProperty(["x"], 1, { enumerable: true, get: meanwhile }) },
  ]) {
    assert.equal(keyward.check("weakling", context).accepted, false);
    assert.equal(keyward.accepts("weakling", context), false);
    assert.deepEqual(keyward.check("KZqxvbn7#42!", context).findings.map(({ rule }) => rule), ["personal"]);
  }
  // A password is a string, not something that answers with another one each time.
  for (const password of [{ length: 8, toString: () => "Wq7#Nv!2pZ" }, undefined, null, 7, ["Wq7#Nv!2pZ"]]) {
    assert.throws(() => keyward.check(password), { name: "TypeError", message: /password/ });
    assert.throws(() => keyward.accepts(password), { name: "TypeError", message: /password/ });
  }
});

test("what the caller changes later changes nothing, and each option is asked for once", async () => {
  const words = ["Zqxvbn"];
  const policy = { min_length: 12, words };
  const options = { policy };
  const kept = loadSync(options);
  const later = load(options);
  words[0] = "else";
  words.length = 0;
  policy.min_length = 1;
  options.policy = "ncsc-three-words";
  for (const one of [kept, await later]) {
    assert.deepEqual(one.check("4#kZqxvbnK!w7").findings.map(({ rule }) => rule), ["personal"]);
    assert.equal(one.check("Wq7#Nv!2").findings[0].rule, "min_length");
  }
  const asked = [];
  const spied = (object, name) => new Proxy(object, {
    get: (target, key) => (asked.push(`${name}.${String(key)}`), target[key]),
  });
  loadSync(spied({ policy: spied({ min_length: 9, words: ["x1y2"] }, "policy"), language: "en" }, "options"));
  assert.deepEqual(asked, ["options.policy", "options.language", "policy.min_length", "policy.words"]);
});

test("no package runs a script where it is installed: not the tools, and not this one", () => {
  assert.equal(run("npm", ["config", "get", "ignore-scripts"], SOURCE).trim(), "true");
  const { scripts, dependencies } = JSON.parse(readFileSync(join(folder, "node_modules/keyward/package.json")));
  assert.deepEqual([scripts, dependencies], [undefined, undefined]);
});

test("the licences lie in the package", () => {
  for (const name of ["LICENSE", "LICENSE-SCOWL", "LICENSE-UNICODE"]) {
    assert.match(readFileSync(join(folder, "node_modules/keyward", name), "utf8"), /copyright/i, name);
  }
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
    [{ polcy: "hw-5.3.2" }, /polcy: is not a key of a policy/],
  ]) {
    assert.throws(() => loadSync(options), { name: "RangeError", message: problem });
  }
  assert.throws(() => keyward.check("x", { names: Array(641).fill("n") }), RangeError);
  assert.throws(() => keyward.check("x", { related: Array(20).fill("n".repeat(5000)) }), RangeError);
  assert.equal(keyward.check("Wq7#Nv!2").accepted, true, "and the next check is not disturbed");
});
