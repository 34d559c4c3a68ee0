/** The search's beginning: what it searches, and with what, is loaded once somebody wants to search. */
const form = document.getElementById("search") as HTMLFormElement;

function loadSearch(): void {
  for (const source of ["search-data.js", "search-index.js"]) {
    const script = document.createElement("script");
    script.src = source;
    script.async = false;
    document.head.append(script);
  }
}

form.hidden = false;
form.addEventListener("focusin", loadSearch, { once: true });
form.addEventListener("submit", (event) => event.preventDefault());
