/**
 * The judged cases of tests/vectors, through the package. What each case expects must hold, and where the `keyward`
 * command is at hand (KEYWARD names it) every verdict and every finding must be the command's, places in other units.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SOURCE, project } from "./packed.mjs";

const VECTORS = join(SOURCE, "../../tests/vectors");
const { loadSync } = await import(pathToFileURL(join(project("vectors"), "node_modules/keyward/node.js")));

const cases = readdirSync(VECTORS)
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => readFileSync(join(VECTORS, name), "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line));

/** A request as the batch command reads it, judged by the package. */
function judge(keyward, { password, context = {}, operation, previous, other_accounts }) {
  const given = { ...context, operation, previous, other_accounts };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const report = keyward.check(password, known);
  assert.equal(keyward.accepts(password, known), report.accepted, "the verdict alone");
  return report;
}

const policies = [...new Set(cases.map((one) => one.policy))];

for (const policy of policies) {
  const isFile = policy.startsWith("{");
  const keyward = loadSync({ policy: isFile ? JSON.parse(policy) : policy });
  // Stored hashes are the server's: the package does not take them.
  const mine = cases.filter((one) => one.policy === policy && !one.request.history?.length);

  test(`${policy}: ${mine.length} judged cases`, () => {
    for (const { id, request, expect } of mine) {
      const { accepted, findings } = judge(keyward, request);
      const rules = findings.map(({ rule }) => rule);
      const told = `${id}: ${rules.join(" ") || "nothing"}`;
      if (expect.accepted !== undefined) assert.equal(accepted, expect.accepted, told);
      if (expect.any_of) assert.ok(expect.any_of.some((rule) => rules.includes(rule)), told);
      if (expect.none_of) assert.ok(!expect.none_of.some((rule) => rules.includes(rule)), told);
      if (expect.exactly) assert.deepEqual(rules.toSorted(), expect.exactly.toSorted(), told);
    }
  });

  test(`${policy}: the same findings as the command's`, { skip: !process.env.KEYWARD }, () => {
    const input = mine.map(({ id, request }) => JSON.stringify({ id, ...request })).join("\n");
    const file = join(mkdtempSync(join(tmpdir(), "keyward-")), "policy.json");
    writeFileSync(file, policy);
    const options = ["check", "--batch", "--disclosure", "private", "--policy", isFile ? file : policy];
    let output;
    try {
      output = execFileSync(process.env.KEYWARD, options, { input, encoding: "utf8", maxBuffer: 1 << 26 });
    } catch (error) {
      // 1: some were rejected.
      assert.equal(error.status, 1, error.stderr);
      output = error.stdout;
    }
    const answers = output.trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(answers.length, mine.length);
    answers.forEach((answer, index) => {
      const { id, request } = mine[index];
      const bytes = Buffer.from(request.password);
      const units = (place) => bytes.subarray(0, place).toString().length;
      const expected = answer.findings.map((finding) => {
        if (finding.start === undefined) return finding;
        return { ...finding, start: units(finding.start), end: units(finding.end) };
      });
      const { accepted, findings } = judge(keyward, request);
      assert.deepEqual({ id, accepted, findings }, { id: answer.id, accepted: answer.accepted, findings: expected });
    });
  });
}
