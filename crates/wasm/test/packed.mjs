/** The packed tarball, installed in an empty project as a user would, once for a test run. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const SOURCE = dirname(import.meta.dirname);
export const OUT = join(SOURCE, "../../target/npm");
export const TOOLS = join(SOURCE, "node_modules/.bin");
export const tarball = join(OUT, readdirSync(OUT).find((name) => name.endsWith(".tgz")) ?? "keyward.tgz");

/** A project named `name` with the tarball in its node_modules. */
export function project(name, files = {}) {
  const folder = join(OUT, "projects", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { name, private: true, type: "module" };
  for (const [path, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--no-package-lock", tarball], folder);
  if (!existsSync(join(folder, "node_modules/keyward/keyward.wasm"))) throw new Error("the tarball holds no module");
  return folder;
}

export function run(command, commandArguments, cwd = OUT) {
  return execFileSync(command, commandArguments, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
