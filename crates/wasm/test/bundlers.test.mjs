/** The packed tarball in the hands of the tools that people use: linters of packages, bundlers, a worker. */
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { OUT, TOOLS, project, run, tarball } from "./packed.mjs";
import { serve } from "./serve.mjs";

const PAGE = '<!DOCTYPE html><html lang="en"><title>-</title><link rel="icon" href="data:,"><script type="module" src="./main.js"></script></html>';
const CHECK = `const report = (await load()).check("Wq7#Nv!p");
globalThis.answer = report.findings.map(({ rule }) => rule).join();`;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Opens a folder's page and returns what its script found out. */
async function answer(folder) {
  const { address, close } = await serve(folder);
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(address);
  await page.waitForFunction(() => "answer" in globalThis, undefined, { timeout: 10_000 }).catch(() => {});
  const found = await page.evaluate(() => globalThis.answer);
  await page.close();
  close();
  assert.deepEqual(problems, []);
  return found;
}

test("publint and attw have nothing to say", () => {
  const lint = run(join(TOOLS, "publint"), ["run", tarball, "--strict", "--level", "suggestion"]);
  assert.match(lint, /All good!/);
  const types = run(join(TOOLS, "attw"), [
    tarball, "--no-emoji", "--profile", "node16", "--exclude-entrypoints", "./keyward.wasm",
  ]);
  assert.match(types, /No problems found/);
});

test("TypeScript sees the types from both kinds of module", () => {
  const use = (line) => `${line}
const report = loadSync({ policy: { min_length: 12 } }).check("x", { names: ["y"] });
const rule: "min_length" | undefined = report.findings.find((finding) => finding.rule === "min_length")?.rule as "min_length";
// @ts-expect-error: no such rule
report.findings.some((finding) => finding.rule === "min_lenght");
// @ts-expect-error: no such preset
loadSync({ policy: "nhs" });
export { rule };
`;
  const folder = project("types", {
    "module.mts": use('import { loadSync } from "keyward";'),
    "inline.mts": use('import { loadSync } from "keyward/inline";'),
    "script.cts": use('import { loadSync } from "keyward";'),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { module: "nodenext", strict: true, noEmit: true, lib: ["es2022", "dom"], types: [] },
    }),
  });
  run(join(TOOLS, "tsc"), ["--project", folder], folder);
});

test("Vite copies the module", async () => {
  const folder = project("vite", { "index.html": PAGE, "main.js": `import { load } from "keyward";\n${CHECK}` });
  run(join(TOOLS, "vite"), ["build", "--base", "./", "--logLevel", "error"], folder);
  assert.equal(await answer(join(folder, "dist")), "digit");
});

test("webpack copies the module", async () => {
  const folder = project("webpack", { "main.js": `import { load } from "keyward";\n${CHECK}` });
  const options = ["build", "--mode", "production", "--entry", "./main.js", "--output-path", "dist", "--output-filename", "main.js"];
  run(join(TOOLS, "webpack"), [...options, "--stats", "errors-only"], folder);
  writeFileSync(join(folder, "dist/index.html"), PAGE);
  assert.equal(await answer(join(folder, "dist")), "digit");
});

test("esbuild needs one file for keyward/inline", async () => {
  const folder = project("esbuild", { "main.js": `import { load } from "keyward/inline";\n${CHECK}` });
  run(join(TOOLS, "esbuild"), ["main.js", "--bundle", "--format=esm", "--minify", "--outfile=dist/main.js", "--log-level=error"], folder);
  writeFileSync(join(folder, "dist/index.html"), PAGE);
  assert.ok(!existsSync(join(folder, "dist/keyward.wasm")));
  assert.equal(await answer(join(folder, "dist")), "digit");
});

test("a module worker and a page load it as it is", async () => {
  const folder = project("worker", {
    "index.html": PAGE,
    "main.js": `const worker = new Worker("./worker.js", { type: "module" });
worker.onmessage = ({ data }) => (globalThis.answer = data);`,
    "worker.js": `import { load } from "./node_modules/keyward/index.js";\n${CHECK}\npostMessage(globalThis.answer);`,
  });
  assert.equal(await answer(folder), "digit");
});

test("Node runs it as a module and as a script", () => {
  const print = "console.log(loadSync().check('Wq7#Nv!p').findings[0].rule)";
  const folder = project("scripts", {
    "module.mjs": `import { loadSync } from "keyward";\n${print}`,
    "script.cjs": `const { loadSync } = require("keyward");\n${print}`,
  });
  for (const file of ["module.mjs", "script.cjs"]) assert.equal(run("node", [file], folder), "digit\n");
  assert.ok(folder.startsWith(OUT));
});
