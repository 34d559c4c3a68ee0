/**
 * A page without a build: `keyward/` beside it is the npm package as it is installed. A check helps the typist and decides nothing, so
 * the form is sent in any case, and the server judges.
 */
import { load } from "./keyward/index.js";

const keyward = await load({ policy: "nhs-appendix-a" });
const form = document.querySelector("form");
let pause;

function judge() {
  const { username, password } = form.elements;
  const { accepted, requirements } = keyward.check(password.value, { username: username.value });
  const lines = requirements.map(({ met, text }) => {
    const line = document.createElement("li");
    line.textContent = `${text}: ${met && password.value ? "met" : "not yet"}`;
    return line;
  });
  document.getElementById("needs").replaceChildren(...lines);
  // Read out once the typist stops, and not at every key.
  clearTimeout(pause);
  const verdict = password.value && (accepted ? "It can be used." : "It cannot be used yet.");
  pause = setTimeout(() => (document.getElementById("verdict").textContent = verdict), 800);
}

form.addEventListener("input", judge);
judge();
document.documentElement.dataset.ready = "";
