/**
 * Serves the page on this computer alone, under a strict content security policy. A form that is sent (scripts are off)
 * is judged by the same package that the page uses; nothing is kept or written down.
 */
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { extname, join } from "node:path";

import { loadSync } from "keyward";

import { type Answers, problems } from "./form.js";
import { document } from "./page.js";

const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'",
  "img-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join("; ");

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The only files there are to ask for. */
const FILES = new Set(["change.js", "demo.css", "icon.svg", "keyward.wasm"]);

/** More than the form can hold. */
const LONGEST = 1 << 16;

const keyward = loadSync();
const requirements = keyward.check("").requirements;
const passwordrules = await readFile(join(import.meta.dirname, "passwordrules"), "utf8");

async function sent(request: IncomingMessage): Promise<Answers | undefined> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) {
    body += part;
    if (body.length > LONGEST) return undefined;
  }
  return Object.fromEntries(new URLSearchParams(body));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  const name = (request.url ?? "/").slice(1);
  const page = (answers: Answers, found: ReturnType<typeof problems>, done: boolean): void => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(document({ answers, problems: found, requirements, passwordrules, done }));
  };
  if (request.method === "POST" && name === "") {
    const answers = await sent(request);
    if (!answers) {
      response.writeHead(413, { Connection: "close" }).end();
      return;
    }
    const found = problems(answers, keyward);
    page(answers, found, found.length === 0);
  } else if (request.method === "GET" && name === "") {
    page({}, [], false);
  } else if (request.method === "GET" && FILES.has(name)) {
    response.setHeader("Content-Type", TYPES[extname(name)] ?? "application/octet-stream");
    response.end(await readFile(join(import.meta.dirname, name)));
  } else {
    response.writeHead(404).end();
  }
}

const server = createServer((request, response) => {
  // Whoever hangs up in the middle of a form ends that request, and no other. What went wrong may quote the form.
  answer(request, response).catch(() => response.destroy());
});

server.listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`http://127.0.0.1:${address.port}/`);
});
