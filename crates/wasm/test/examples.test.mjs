/** The adapters for schemas, and the examples of examples/web: in real zod, in real React, on a server and in Chromium. */
import assert from "node:assert/strict";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "./browser.mjs";
import { SOURCE, TOOLS, project, run } from "./packed.mjs";
import { serve } from "./serve.mjs";

const EXAMPLES = join(SOURCE, "../../examples/web");
const SECRET = "KW#okafrey%72zq";

/** A project with the package, the libraries it is used with, and the examples. */
function workplace(name, files) {
  const folder = project(name, files);
  for (const library of ["zod", "react", "react-dom", "scheduler", "csstype", "@types", "@standard-schema"]) {
    symlinkSync(join(SOURCE, "node_modules", library), join(folder, "node_modules", library));
  }
  cpSync(EXAMPLES, folder, { recursive: true });
  return folder;
}

const bundle = (folder, from, to, ...options) =>
  run(join(TOOLS, "esbuild"), [from, "--bundle", "--format=esm", "--jsx=automatic", "--log-level=warning", `--outfile=${to}`, ...options], folder);

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a schema and a refinement refuse what the policy refuses, and show nothing of it", async () => {
  const folder = workplace("schema", {
    "main.mjs": `
import { loadSync } from "keyward";
import { passwordRefinement, passwordSchema } from "keyward/schema";
import { z } from "zod";
const keyward = loadSync({ disclosure: "desk" });
export const schema = passwordSchema(keyward, () => ({ username: "okafrey" }));
export const form = z.object({ password: z.string().superRefine(passwordRefinement(keyward, { username: "okafrey" })) });
`,
    "main.cjs": `module.exports = require("keyward/schema").passwordSchema(require("keyward").loadSync());`,
  });
  const { schema, form } = await import(pathToFileURL(join(folder, "main.mjs")));
  const { validate, vendor, version } = schema["~standard"];
  assert.deepEqual([vendor, version, validate("Wq7#Nv!2pZ")], ["keyward", 1, { value: "Wq7#Nv!2pZ" }]);
  assert.deepEqual(validate(SECRET).issues.map(({ rule }) => rule), ["personal"]);
  assert.ok(validate(undefined).issues.length > 1 && validate(7).issues.length > 1);
  assert.equal(form.safeParse({ password: "Wq7#Nv!2pZ" }).success, true);
  const refused = form.safeParse({ password: SECRET });
  assert.equal(refused.error.issues[0].params.rule, "personal");
  for (const shown of [JSON.stringify(validate(SECRET)), JSON.stringify(refused), String(refused.error), refused.error.stack]) {
    assert.ok(!shown.includes("okafrey"), shown);
  }
  const required = await import(pathToFileURL(join(folder, "main.cjs")));
  assert.equal(required.default["~standard"].validate("Wq7#Nv!2pZ").value, "Wq7#Nv!2pZ");
});

test("the types are those of Standard Schema, of zod and of React", () => {
  const folder = workplace("schema-types", {
    "use.ts": `
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { loadSync } from "keyward";
import { passwordRefinement, passwordSchema } from "keyward/schema";
import { z } from "zod";
export const schema: StandardSchemaV1<string, string> = passwordSchema(loadSync());
export const form = z.string().superRefine(passwordRefinement(loadSync(), { names: ["John Smith"] }));
// @ts-expect-error: no such key
passwordSchema(loadSync(), { name: "John Smith" });
`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "nodenext", strict: true, noEmit: true, jsx: "react-jsx", lib: ["es2022", "dom"], types: [], skipLibCheck: true,
      },
      include: ["*.ts", "*.tsx"],
    }),
  });
  run(join(TOOLS, "tsc"), ["--project", folder], folder);
});

test("React renders the field where there is no document, and judges in the browser", async () => {
  const folder = workplace("react", {
    "server.mjs": `
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { NewPassword } from "./server-side.mjs";
export const html = renderToString(createElement(NewPassword, { username: "okafrey" }));
`,
    "main.jsx": `
import { createRoot } from "react-dom/client";
import { NewPassword } from "./NewPassword.js";
createRoot(document.body).render(<NewPassword username="okafrey" />);
`,
    "index.html": '<!DOCTYPE html><html lang="en"><title>-</title><link rel="icon" href="data:,"><body></body><script type="module" src="./bundle.js"></script></html>',
  });
  const kept = ["--external:react", "--external:react-dom", "--external:keyward"];
  bundle(folder, "NewPassword.tsx", "server-side.mjs", "--platform=node", ...kept);
  assert.equal(typeof document, "undefined");
  const { html } = await import(pathToFileURL(join(folder, "server.mjs")));
  assert.match(html, /<input id="new-password"/);

  bundle(folder, "main.jsx", "bundle.js", "--define:process.env.NODE_ENV='production'");
  cpSync(join(folder, "node_modules/keyward/keyward.wasm"), join(folder, "keyward.wasm"));
  const { address, close } = await serve(folder);
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector("li[data-met=false]");
  await page.fill("input", SECRET);
  await page.waitForSelector("input[aria-invalid=true]");
  await page.fill("input", "Wq7#Nv!2pZ");
  await page.waitForSelector("input[aria-invalid=false]");
  assert.equal(await page.locator("li[data-met=false]").count(), 0);
  assert.ok(!(await page.content()).includes("Wq7#Nv"));
  await page.close();
  close();
});

test("a page without a build judges, under its own policy", async () => {
  const folder = project("static-page");
  cpSync(join(SOURCE, "../../examples/page"), folder, { recursive: true });
  symlinkSync(join(folder, "node_modules/keyward"), join(folder, "keyward"));
  const { address, close } = await serve(folder);
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  try {
    await page.goto(address);
    await page.waitForSelector("html[data-ready]");
    await page.fill("[name=username]", "okafrey");
    await page.fill("[name=password]", SECRET);
    const unmet = () => page.$$eval("#needs li", (all) => all.filter((one) => one.textContent.endsWith("not yet")).length);
    assert.equal(await unmet(), 1);
    await page.fill("[name=password]", "Wq7#Nv!2pZ");
    assert.equal(await unmet(), 0);
    await page.waitForFunction(() => document.getElementById("verdict").textContent === "It can be used.");
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
    close();
  }
});

test("a plain field and a worker judge", async () => {
  const folder = workplace("plain", {
    "main.ts": `
import { judge } from "./vanilla.js";
const worker = new Worker("./worker.js", { type: "module" });
worker.onmessage = ({ data }) => (document.title = data.id + " " + data.report.findings.map(({ rule }) => rule));
worker.postMessage({ id: 7, password: "FarmHairTree83*" });
await judge(document.querySelector("input")!, "okafrey");
document.querySelector("input")!.dataset.ready = "";
`,
    "index.html": '<!DOCTYPE html><html lang="en"><title>-</title><link rel="icon" href="data:,"><input type="password"><script type="module" src="./bundle.js"></script></html>',
  });
  bundle(folder, "main.ts", "bundle.js");
  bundle(folder, "worker.ts", "worker.js");
  cpSync(join(folder, "node_modules/keyward/keyward.wasm"), join(folder, "keyward.wasm"));
  const { address, close } = await serve(folder);
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector("input[data-ready]");
  const says = (password) =>
    page.fill("input", password).then(() => page.$eval("input", (field) => field.validationMessage));
  assert.match(await says(SECRET), /okafrey|username|user name/i);
  assert.equal(await says("Wq7#Nv!2pZ"), "");
  await page.waitForFunction(() => document.title === "7 special");
  await page.close();
  close();
});
