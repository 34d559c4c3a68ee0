/**
 * What the package weighs and how fast it is in Chromium, beside what else a page could load: zxcvbn, and zxcvbn-ts with
 * its English pack. All three run in one page, in turns; every figure is a median, and every answer is checked first.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import { launch } from "./browser.mjs";
import { OUT, SOURCE, TOOLS } from "./packed.mjs";
import { serve } from "./serve.mjs";

/** KB are thousands of bytes. */
const BOUNDS = { npm: 130, "npm-code": 25, "npm-glue": 2, "npm-open": 20, "npm-check": 10 };

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length / 1000;

/** The sizes: all that a page loads, the part of it that is not words, and the glue as it is, minified. */
function sizes(folder) {
  const glue = readFileSync(join(OUT, "package/index.js"));
  const module = readFileSync(join(OUT, "package/keyward.wasm"));
  const bare = readFileSync(join(OUT, "bare.wasm"));
  const others = Object.fromEntries(["zxcvbn", "zxcvbn-ts"].map((name) => [name, brotli(readFileSync(join(folder, `${name}.js`)))]));
  return { npm: brotli(glue) + brotli(module), "npm-code": brotli(glue) + brotli(bare), "npm-glue": glue.length / 1000, ...others };
}

/** A page with the three libraries, each as it would be put into a page. */
function prepare() {
  const folder = join(OUT, "budgets");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["index.js", "keyward.wasm"]) cpSync(join(OUT, "package", file), join(folder, file));
  writeFileSync(join(folder, "index.html"), '<!DOCTYPE html><title>-</title><link rel="icon" href="data:,">');
  const bundle = (name, source) => {
    const entry = join(SOURCE, "node_modules", `.${name}.mjs`);
    writeFileSync(entry, source);
    const options = ["--bundle", "--minify", "--format=esm", "--platform=browser", "--log-level=error"];
    execFileSync(join(TOOLS, "esbuild"), [entry, ...options, `--outfile=${join(folder, `${name}.js`)}`]);
    rmSync(entry);
  };
  bundle("zxcvbn", 'import zxcvbn from "zxcvbn"; export const check = (password) => zxcvbn(password).score;');
  bundle(
    "zxcvbn-ts",
    `import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as en from "@zxcvbn-ts/language-en";
const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...en.dictionary }, graphs: common.adjacencyGraphs, translations: en.translations,
});
export const check = (password) => zxcvbn.check(password).score;`,
  );
  return folder;
}

/** Passwords of the kinds that people try; the same every time. */
function corpus() {
  const words = ["Farm", "Hair", "Tree", "Blue", "King", "Hospital", "Station", "Monday", "Summer", "Cardiff", "Lamp", "Moon"];
  const ends = ["83*", "!!", "2024", "#7", "", "1", "99£%", "_x"];
  const made = words.flatMap((word, index) => ends.map((end, place) => word + words[(index * 5 + place) % words.length] + end));
  const swapped = made.map((password) => password.replace(/[aeo]/g, (letter) => ({ a: "@", e: "3", o: "0" })[letter]));
  let state = 20_250_101;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const drawn = Array.from({ length: 100 }, () =>
    Array.from({ length: 12 }, () => String.fromCharCode(33 + Math.floor(random() * 94))).join(""));
  return [...made, ...swapped, ...drawn];
}

/** Runs in the page. */
async function measure(passwords) {
  const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];
  const { load } = await import("./index.js");
  const wasm = await (await fetch("./keyward.wasm")).arrayBuffer();
  const opened = [];
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    await load({ wasm });
    opened.push(performance.now() - start);
  }
  const starts = {};
  const checks = {};
  const keyward = await load();
  checks.keyward = (password) => keyward.check(password).accepted;
  for (const name of ["zxcvbn", "zxcvbn-ts"]) {
    const start = performance.now();
    checks[name] = (await import(`./${name}.js`)).check;
    starts[name] = performance.now() - start;
  }
  const context = { username: "jsmith", names: ["John Smith"], email: "john.smith@example.com", date_of_birth: "1987-02-14" };
  checks["keyward, with a context"] = (password) => keyward.check(password, context).accepted;
  const right = {
    keyward: checks.keyward("Wq7#Nv!2pZ") === true && checks.keyward("Password12!!") === false,
    zxcvbn: checks.zxcvbn("password") === 0,
    "zxcvbn-ts": checks["zxcvbn-ts"]("password") === 0,
  };
  const each = Object.fromEntries(Object.keys(checks).map((name) => [name, passwords.map(() => [])]));
  let kept = 0;
  // Each password so many times that the clock, which is coarse in a browser, can tell; the libraries in turns.
  for (let round = 0; round < 7; round++) {
    for (const [name, check] of Object.entries(checks)) {
      const times = name.startsWith("keyward") ? 200 : 3;
      passwords.forEach((password, index) => {
        const start = performance.now();
        for (let time = 0; time < times; time++) kept += Number(check(password));
        each[name][index].push(((performance.now() - start) * 1000) / times);
      });
    }
  }
  const checked = Object.fromEntries(Object.entries(each).map(([name, all]) => [name, median(all.map(median))]));
  return { opened: median(opened), starts, checked, right, kept };
}

const folder = prepare();
const { address, close } = await serve(folder, { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" });
const browser = await launch();
const page = await browser.newPage();
await page.goto(address);
const { opened, starts, checked, right } = await page.evaluate(measure, corpus());
await browser.close();
close();
for (const [name, held] of Object.entries(right)) if (!held) throw new Error(`${name} gave a wrong answer: nothing was measured`);

const weights = sizes(folder);
const ratio = (other, own) => `${(other / own).toFixed(1)} ×`;
const rows = [
  ["", "keyward", "zxcvbn", "zxcvbn-ts (en)"],
  ["over the wire, KB brotli", ...["npm", "zxcvbn", "zxcvbn-ts"].map((name) => weights[name].toFixed(1))],
  ["", "", ratio(weights.zxcvbn, weights.npm), ratio(weights["zxcvbn-ts"], weights.npm)],
  ["ready after, ms", opened.toFixed(1), starts.zxcvbn.toFixed(1), starts["zxcvbn-ts"].toFixed(1)],
  ["", "", ratio(starts.zxcvbn, opened), ratio(starts["zxcvbn-ts"], opened)],
  ["a check, µs (median)", ...["keyward", "zxcvbn", "zxcvbn-ts"].map((name) => checked[name].toFixed(1))],
  ["", "", ratio(checked.zxcvbn, checked.keyward), ratio(checked["zxcvbn-ts"], checked.keyward)],
  ["a check with a context, µs", checked["keyward, with a context"].toFixed(1), "", ""],
];
for (const [what, ...columns] of rows) console.log(what.padEnd(28) + columns.map((column) => column.padStart(16)).join(""));
console.log();
const measured = { ...weights, "npm-open": opened, "npm-check": checked.keyward };
for (const [id, bound] of Object.entries(BOUNDS)) {
  console.log(`budget: ${id} measured=${measured[id].toFixed(2)} bound=${bound} ${measured[id] <= bound ? "ok" : "over"}`);
}
