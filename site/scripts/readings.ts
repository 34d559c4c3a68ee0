/** Which character of a password was read as which letter, and a drawing of it. */
import tables from "site-tables";

/** For each letter of the word the first character and how many there are. */
export type Parts = [start: number, count: number][];

/** Letters without their marks and in small; one for each character that is typed. */
const fold = (characters: string[]): string[] =>
  characters.map((character) => character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());

/** The way through a text that spells a word; the first that there is. */
export function align(text: string[], word: string): Parts | undefined {
  const folded = fold(text);
  const written = (letter: string): string[][] =>
    [letter, ...tables.readings.filter(([, read]) => read === letter).map(([from]) => from)].map((from) => [...from]);
  // What cannot lead to the end is looked at once.
  const dead = new Set<string>();
  const from = (place: number, index: number): Parts | undefined => {
    if (index === word.length) return place === text.length ? [] : undefined;
    const key = `${place} ${index}`;
    if (dead.has(key)) return undefined;
    for (const characters of written(word[index]!)) {
      if (!characters.every((one, offset) => folded[place + offset] === one)) continue;
      const rest = from(place + characters.length, index + 1);
      if (rest) return [[place, characters.length], ...rest];
    }
    // A mark that stands for nothing is passed over.
    if (place < text.length && folded[place] === "") {
      const rest = from(place + 1, index);
      if (rest) return rest;
    }
    dead.add(key);
    return undefined;
  };
  return from(0, 0);
}

const SVG = "http://www.w3.org/2000/svg";
const COLUMN = 36;

function element(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.textContent = text;
  return made;
}

/** What was read, in words: `5 as s, t, 4 as a`. */
export function spoken(text: string[], word: string, parts: Parts): string {
  return parts
    .map(([start, count], index) => {
      const from = text.slice(start, start + count).join("");
      return from.toLowerCase() === word[index] ? from : `${from} as ${word[index]}`;
    })
    .join(", ");
}

/** Characters above, the letters they are read as below. Backwards, the letters stand in the order in which they are read. */
export function drawing(text: string[], word: string, parts: Parts): SVGElement {
  const width = Math.max(text.length, 1) * COLUMN;
  const label = `${text.join("")} is read as ${word}: ${spoken(text, word, parts)}`;
  const svg = element("svg", { role: "img", "aria-label": label, viewBox: `0 0 ${width} 88`, width, height: 88 });
  text.forEach((character, index) => {
    svg.append(element("text", { class: "read", x: index * COLUMN + COLUMN / 2, y: 28 }, character));
  });
  parts.forEach(([start, count], index) => {
    const middle = start * COLUMN + (count * COLUMN) / 2;
    for (let place = start; place < start + count; place++) {
      svg.append(element("line", { x1: place * COLUMN + COLUMN / 2, y1: 36, x2: middle, y2: 58 }));
    }
    svg.append(element("text", { class: "letter", x: middle, y: 78 }, word[index]));
  });
  return svg;
}
