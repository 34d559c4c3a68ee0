/** The search: sections of the pages, of which the nearest are listed above the text. */
import MiniSearch from "minisearch";

/** A section: its page, the page's title, its address, its heading, its text. */
type Section = [page: string, title: string, place: string, heading: string, text: string];

declare global {
  var keywardPages: Section[];
}

const MOST = 8;
const field = document.getElementById("search-text") as HTMLInputElement;
const found = document.getElementById("found")!;

const index = new MiniSearch<{ id: number; title: string; heading: string; text: string }>({
  fields: ["heading", "title", "text"],
  searchOptions: { boost: { heading: 4, title: 2 }, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: "AND" },
});
index.addAll(keywardPages.map(([, title, , heading, text], id) => ({ id, title, heading, text })));

function line([page, title, place, heading, text]: Section): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${page}.html#${place}`;
  link.textContent = heading === title ? title : `${title}: ${heading}`;
  const words = document.createElement("p");
  words.textContent = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  item.append(link, words);
  return item;
}

function show(): void {
  const wanted = field.value.trim();
  found.hidden = wanted === "";
  const results = index.search(wanted).slice(0, MOST);
  const list = document.createElement("ul");
  list.append(...results.map(({ id }) => line(keywardPages[id as number]!)));
  const heading = document.createElement("p");
  heading.textContent = results.length === 0 ? "Nothing was found." : "Found:";
  found.replaceChildren(heading, list);
}

field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") found.querySelector("a")?.click();
  if (event.key === "Escape") {
    field.value = "";
    show();
  }
});
found.addEventListener("click", () => (found.hidden = true));
show();
