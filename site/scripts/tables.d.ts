/** What `site tables` writes, and the worker's script as a text. */
declare module "site-tables" {
  const tables: { readings: [written: string, letter: string][]; presets: [id: string, title: string][] };
  export default tables;
}

declare module "engine-source" {
  const source: string;
  export default source;
}

declare module "toml" {
  export function parse(text: string): unknown;
}
