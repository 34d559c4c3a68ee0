/** The worker: it judges, so that the page stays quick. It was made from a text of the page and cannot ask for anything. */
import { load, type Keyward } from "keyward/inline";

import type { Answer, Counts, Numbered, Request } from "./messages.js";

let keyward: Keyward | undefined;
let batch = 0;

const say = (id: number, answer: Answer): void => postMessage({ id, ...answer });
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Judges the lines of a file, one password each, and tells how far it is from time to time. */
async function judge(id: number, file: Blob): Promise<void> {
  const mine = ++batch;
  const rules = new Map<string, number>();
  let lines = 0;
  let accepted = 0;
  let bytes = 0;
  const counts = (done: boolean): Counts => ({
    lines, accepted, done, read: file.size === 0 ? 1 : Math.min(1, bytes / file.size),
    rules: [...rules].sort(([, one], [, other]) => other - one),
  });
  const line = (password: string): void => {
    if (password.endsWith("\r")) password = password.slice(0, -1);
    if (password === "") return;
    const report = keyward!.check(password);
    lines++;
    if (report.accepted) accepted++;
    for (const { rule } of report.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.stream().getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (mine !== batch) return;
    const parts = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split("\n");
    rest = done ? "" : parts.pop()!;
    parts.forEach(line);
    bytes += value?.length ?? 0;
    say(id, { kind: "counts", counts: counts(done) });
    if (done) return;
  }
}

onmessage = async ({ data }: MessageEvent<Numbered<Request>>) => {
  const { id } = data;
  try {
    if (data.kind === "configure") {
      // What is judged meanwhile is judged as before: a policy that is wrong changes nothing.
      keyward = await load(data.options);
      say(id, { kind: "configured" });
    } else if (data.kind === "check") {
      say(id, { kind: "report", report: keyward!.check(data.password, data.context) });
    } else if (data.kind === "batch") {
      await judge(id, data.file);
    } else {
      batch++;
    }
  } catch (error) {
    say(id, data.kind === "configure" ? { kind: "configured", error: words(error) } : { kind: "failed", error: words(error) });
  }
};
