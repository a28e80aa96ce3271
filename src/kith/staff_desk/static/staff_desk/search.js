// Search while somebody types. The page works without it: the button sends the same form.
const form = document.querySelector("[data-search]");
const answer = document.querySelector("[data-answer]");
const count = document.querySelector("[data-count]");
const box = form.elements.namedItem("name");

const PAUSE = 300;
const SETTLED = 1500;
const LEAST = 3;

let soon, later, asking;
let known = answer.querySelector("[data-known]")?.dataset.known || "";

const boxes = () => [...form.elements].filter((each) => each.name && each.type !== "hidden" && each.type !== "submit");
const enough = () => boxes().some((each) => each.value.replace(/[^\p{L}\p{N}]/gu, "").length >= LEAST);

function stop() {
  clearTimeout(soon);
  clearTimeout(later);
  asking?.abort();
}

function say(words) {
  if (count.textContent !== words) count.textContent = words;
}

function show(html, words) {
  answer.innerHTML = html;
  answer.removeAttribute("aria-busy");
  say(words);
}

/** Ask for what fits. A settled question is one that stood still: it also asks about restricted records. */
async function ask(settled) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const body = new FormData(form);
  body.set("settled", settled ? "yes" : "no");
  body.set("known", known);
  answer.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": body.get("csrfmiddlewaretoken") || "", "X-Requested-With": "fetch" },
      credentials: "same-origin",
      redirect: "manual",
      signal: mine.signal,
    });
    if (!reply.ok) throw new Error(String(reply.status));
    const html = await reply.text();
    if (mine.signal.aborted) return;
    show(html, "");
    known = answer.querySelector("[data-known]")?.dataset.known || known;
    say(answer.querySelector("[data-said]")?.dataset.said || "");
    document.dispatchEvent(new Event("kith:active"));
  } catch {
    if (mine.signal.aborted) return;
    show(
      '<p class="govuk-body"><strong>The search did not work.</strong> This does not mean that nobody is held. Press Search to try again.</p>',
      "The search did not work. Press Search to try again.",
    );
  }
}

function typed() {
  stop();
  if (!enough()) {
    show("", "");
    return;
  }
  soon = setTimeout(() => ask(false), PAUSE);
  later = setTimeout(() => ask(true), SETTLED);
}

function clear(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  stop();
  boxes().forEach((each) => { each.value = ""; });
  show("", "Cleared");
  box.focus();
}

form.addEventListener("input", typed);
form.addEventListener("submit", stop);
form.addEventListener("keydown", clear);
answer.addEventListener("keydown", clear);
