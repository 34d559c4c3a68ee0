/** What a check leaves in the module's memory: nothing. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { project } from "./packed.mjs";

const folder = project("memory");

/** A validator and the memory of its instance, which the package itself gives to nobody. */
async function observed() {
  const memories = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      memories.push(this.exports.memory);
    }
  };
  const { loadSync } = await import(pathToFileURL(join(folder, "node_modules/keyward/node.js")));
  const keyward = loadSync();
  WebAssembly.Instance = Instance;
  assert.equal(memories.length, 1);
  return { keyward, memory: memories[0] };
}

const { keyward, memory } = await observed();

/** How often any piece of `text` of `length` characters lies in the memory, in UTF-8 and in UTF-16, in any case. */
function pieces(text, length) {
  const bytes = Buffer.from(memory.buffer);
  const found = [];
  for (const form of new Set([text, text.toLowerCase(), text.toUpperCase()])) {
    for (let start = 0; start + length <= form.length; start++) {
      const piece = form.slice(start, start + length);
      for (const encoding of ["utf8", "utf16le"]) if (bytes.includes(piece, 0, encoding)) found.push([piece, encoding]);
    }
  }
  return found;
}

const SECRETS = {
  password: "Zq9xVbJw#Kf!£",
  unicode: "Žq9xVbJw#Kf!ŵ",
  previous: "Gx4hVcZp?Wm!",
  other: "Jn8kQtXv;Rb!",
  name: "Qwxzjvk Vbgnzx",
};

test("no piece of a password or of the context is left behind", () => {
  const context = {
    names: [SECRETS.name],
    username: "qwxzjvk",
    previous: [SECRETS.previous],
    other_accounts: [SECRETS.other],
  };
  const before = Object.values(SECRETS).map((secret) => pieces(secret, 5));
  assert.deepEqual(before, before.map(() => []), "the pieces looked for are not in the module itself");
  const checked = [
    SECRETS.password,
    SECRETS.unicode,
    `${SECRETS.previous}1`,
    SECRETS.other,
    `Qwxzjvk${SECRETS.password}`,
    SECRETS.password.repeat(30),
  ];
  for (const password of checked) {
    const report = keyward.check(password, context);
    for (const secret of Object.values(SECRETS)) assert.deepEqual(pieces(secret, 5), [], JSON.stringify(report));
  }
  assert.throws(() => keyward.check(SECRETS.password, { ...context, related: Array(700).fill(SECRETS.name) }));
  for (const secret of Object.values(SECRETS)) assert.deepEqual(pieces(secret, 5), []);
});

test("a context that throws leaves nothing behind, and neither does a shorter check after a longer one", () => {
  const thrown = () => {
    throw new Error("the caller's own");
  };
  for (const context of [
    { previous: [SECRETS.previous], get other_accounts() { return thrown(); } },
    { previous: [SECRETS.previous, { toString: thrown }] },
    { previous: Array(9).fill(SECRETS.previous), names: Object.defineProperty([SECRETS.name], 1, { get: thrown, enumerable: true }) },
  ]) {
    assert.throws(() => keyward.check(SECRETS.password, context));
    assert.throws(() => keyward.accepts(SECRETS.password, context));
    for (const secret of Object.values(SECRETS)) assert.deepEqual(pieces(secret, 5), []);
  }
  // What does not fit is refused once it has been written as far as it fits.
  assert.throws(() => keyward.check(SECRETS.password, { previous: Array(5000).fill(SECRETS.previous) }), RangeError);
  keyward.check("x");
  keyward.accepts(SECRETS.unicode, { previous: [SECRETS.previous], names: [SECRETS.name] });
  for (const secret of Object.values(SECRETS)) assert.deepEqual(pieces(secret, 5), []);
});

test("the search finds what is there", () => {
  const place = memory.buffer.byteLength - 64;
  new TextEncoder().encodeInto(SECRETS.password, new Uint8Array(memory.buffer, place));
  assert.ok(pieces(SECRETS.password, 5).length > 0);
  new Uint8Array(memory.buffer, place, 64).fill(0);
});

test("a million checks do not make the memory grow", () => {
  const size = memory.buffer.byteLength;
  const context = { username: "jsmith", names: ["John Smith"] };
  for (let count = 0; count < 1_000_000; count++) keyward.check(`Kx7#Lq${count}`, context);
  assert.equal(memory.buffer.byteLength, size);
  assert.throws(() => memory.grow(1), RangeError);
});
