// Everything here helps; no page needs it. Starts the GOV.UK and MoJ components, saves drafts as they are typed, and warns before
// the session ends.
import { initAll as startGovuk } from "../vendor/govuk-frontend/govuk-frontend.min.js";
import { initAll as startMoj } from "../vendor/moj-frontend/moj-frontend.min.js";

startGovuk();
startMoj();

// ARIA does not allow aria-expanded on a radio button, which GOV.UK Frontend sets on those that reveal a question.
function tidyRadios() {
  document.querySelectorAll("input[type=radio][aria-expanded]").forEach((radio) => radio.removeAttribute("aria-expanded"));
}
tidyRadios();
document.addEventListener("click", tidyRadios);
addEventListener("pageshow", tidyRadios);

// A drawing larger than its frame is first seen in its middle, unless the address leads to somebody in it.
if (!location.hash) {
  for (const frame of document.querySelectorAll(".kith-picture")) {
    frame.scrollTo((frame.scrollWidth - frame.clientWidth) / 2, (frame.scrollHeight - frame.clientHeight) / 2);
  }
}

// A one-time link carries its key behind "#", which a browser sends to nobody. It leaves the address (and the history) at once.
const key = document.querySelector("[data-one-time-key]");
if (key) {
  if (location.hash.length > 1) {
    key.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
  }
  const group = key.closest(".govuk-form-group");
  group.hidden = key.value !== "" && !group.classList.contains("govuk-form-group--error");
  if (group.hidden && key.form.querySelectorAll("input:not([type=hidden])").length === 1) key.form.requestSubmit();
}

const COPY = "kith-draft:";
const { timeoutSeconds, keepAliveUrl, userKey = "" } = document.body.dataset;

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** What is typed in a form, as pairs; never passwords, files or tokens. */
function typedIn(form) {
  return [...form.elements]
    .filter((box) => box.name && !["password", "file", "hidden", "submit", "button"].includes(box.type))
    .filter((box) => !["checkbox", "radio"].includes(box.type) || box.checked)
    .map((box) => [box.name, box.value]);
}

function putBack(form, pairs) {
  for (const box of form.elements) {
    if (!box.name || ["password", "file", "hidden", "submit", "button"].includes(box.type)) continue;
    const values = pairs.filter(([name]) => name === box.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(box.type)) {
      const checked = values.includes(box.value);
      if (box.checked !== checked) box.click();
    } else if (values.length) {
      box.value = values[0];
    }
  }
}

const copyOf = (key) => JSON.parse(sessionStorage.getItem(key));
const copies = () => Object.keys(sessionStorage).filter((key) => key.startsWith(COPY));

/** Forget copies of somebody else, and those that a page which followed a submit shows to have arrived. */
function forgetArrived(formKeys) {
  const said = document.querySelector(".govuk-notification-banner--success");
  for (const key of copies()) {
    const { user, submitted, ...copy } = copyOf(key);
    if (user && submitted && !userKey) {
      // The submit ended at the sign-in page: nothing has arrived, wherever the next page leads.
      sessionStorage.setItem(key, JSON.stringify({ ...copy, user, submitted: false }));
      continue;
    }
    const somebodyElse = userKey && user !== userKey;
    const arrived = submitted && user === userKey && (said || !formKeys.includes(key));
    if (somebodyElse || arrived) sessionStorage.removeItem(key);
  }
}

/** One form: with data-autosave-url it is saved as it is typed; without, it only survives a session that ended. */
class Draft {
  constructor(form, key) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.key = key;
    this.status = form.querySelector("[data-autosave-status]");
    this.wait = 2000;
    this.restore();
    this.sent = JSON.stringify(typedIn(form));
    if (this.restored) this.later(0);
    form.addEventListener("submit", () => {
      clearTimeout(this.timer);
      this.keepCopy(true);
      this.submitted = true;
    });
    addEventListener("pageshow", (event) => { if (event.persisted) this.submitted = false; });
    if (!this.url) return;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("focusout", () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.keepCopy());
  }

  /** Put back what a session that ended, a crash or a lost network left unsaved, if the same person is here. */
  restore() {
    const copy = copyOf(this.key);
    if (!copy || copy.user !== userKey) return;
    if (JSON.stringify(copy.pairs) === JSON.stringify(typedIn(this.form))) {
      sessionStorage.removeItem(this.key);
      return;
    }
    putBack(this.form, copy.pairs);
    this.restored = true;
    sessionStorage.setItem(this.key, JSON.stringify({ ...copy, submitted: false }));
    this.say("We put back what you had typed. It is not saved yet.");
  }

  say(words, failed = false) {
    if (!this.status) {
      this.status = Object.assign(document.createElement("p"), { className: "kith-autosave" });
      this.status.setAttribute("role", "status");
      this.form.prepend(this.status);
    }
    this.status.textContent = words;
    this.status.classList.toggle("kith-autosave--failed", failed);
  }

  keepCopy(submitted = false) {
    if (this.submitted || (!submitted && JSON.stringify(typedIn(this.form)) === this.sent)) return;
    sessionStorage.setItem(this.key, JSON.stringify({ pairs: typedIn(this.form), user: userKey, submitted }));
  }

  changed() {
    this.dirty = true;
    this.keepCopy();
    this.later(2000);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.url || this.submitted || this.busy || this.conflict || !(this.dirty || this.restored)) return;
    const now = JSON.stringify(typedIn(this.form));
    if (now === this.sent && !this.restored) return;
    this.busy = true;
    try {
      const body = new FormData(this.form);
      const answer = await fetch(this.url, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": body.get("csrfmiddlewaretoken") || "", "X-Requested-With": "fetch", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
      });
      const facts = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {};
      if (answer.status === 409) {
        this.conflict = true;
        this.say(facts.message || "Somebody else saved a newer version. Press the button to compare yours with theirs.", true);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      for (const [name, value] of Object.entries(facts.hidden || {})) {
        const box = this.form.elements.namedItem(name);
        if (box) box.value = value;
      }
      this.sent = now;
      this.restored = false;
      this.wait = 2000;
      sessionStorage.removeItem(this.key);
      this.say(`Saved ${facts.saved_at || clock()}`);
      document.dispatchEvent(new Event("kith:active"));
    } catch {
      this.keepCopy();
      this.say("Not saved yet – will keep trying. What you typed is kept in this window.", true);
      this.wait = Math.min(this.wait * 2, 60000);
      this.later(this.wait);
    } finally {
      this.busy = false;
    }
    if (!this.conflict && JSON.stringify(typedIn(this.form)) !== now) this.later(2000);
  }
}

const forms = [...document.querySelectorAll("form[data-autosave-url], form.kith-form")];
const keys = forms.map((form, index) => `${COPY}${form.dataset.autosaveUrl || `${location.pathname}#${form.id || index}`}`);
forgetArrived(keys);
const drafts = forms.map((form, index) => new Draft(form, keys[index]));

for (const link of document.querySelectorAll("[data-signs-out]")) {
  link.addEventListener("click", () => copies().forEach((key) => sessionStorage.removeItem(key)));
}

/** Warn two minutes before the session ends, keep it on request, and keep what was typed when nobody answers. */
class SessionWarning {
  constructor(seconds, url) {
    this.life = seconds * 1000;
    this.url = url;
    this.early = Math.min(120000, this.life / 2);
    this.dialog = document.createElement("dialog");
    this.dialog.className = "kith-dialog";
    this.dialog.setAttribute("aria-labelledby", "kith-timeout-title");
    this.dialog.setAttribute("aria-describedby", "kith-timeout-words");
    this.dialog.innerHTML = `<h2 class="govuk-heading-m" id="kith-timeout-title">You will be signed out soon</h2>
      <p class="govuk-body" id="kith-timeout-words">For your security we sign you out when you have been away for a while.</p>
      <p class="govuk-body"><strong>Time left: <span data-left></span></strong></p>
      <p class="govuk-visually-hidden" role="status" data-spoken></p>
      <button type="button" class="govuk-button" data-stay>Stay signed in</button>`;
    document.body.append(this.dialog);
    this.dialog.querySelector("[data-stay]").addEventListener("click", () => this.stay());
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.stay(); });
    document.addEventListener("kith:active", () => { this.reset(); this.others?.postMessage("active"); });
    this.others = "BroadcastChannel" in window ? new BroadcastChannel("kith-session") : null;
    if (this.others) {
      this.others.onmessage = () => this.reset();
      this.others.postMessage("active");
    }
    this.reset();
    setInterval(() => this.tick(), 1000);
    document.addEventListener("visibilitychange", () => this.tick());
  }

  reset() {
    this.ends = Date.now() + this.life;
    if (this.dialog.open) this.dialog.close();
  }

  tick() {
    const left = this.ends - Date.now();
    if (left <= 0) {
      drafts.forEach((draft) => draft.keepCopy());
      location.reload();
      this.ends = Infinity;
    } else if (left <= this.early) {
      if (!this.dialog.open) this.dialog.showModal();
      const seconds = Math.ceil(left / 1000);
      const words = seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
      this.dialog.querySelector("[data-left]").textContent = words;
      const spoken = this.dialog.querySelector("[data-spoken]");
      if (seconds === 60 || seconds === 20) spoken.textContent = `You will be signed out in ${words}.`;
    }
  }

  async stay() {
    try {
      const answer = await fetch(this.url, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.reset();
      this.others?.postMessage("active");
    } catch {
      this.dialog.querySelector("#kith-timeout-words").textContent = "We could not reach Kith. Check your connection and try again.";
    }
  }
}

if (Number(timeoutSeconds) > 0 && keepAliveUrl) new SessionWarning(Number(timeoutSeconds), keepAliveUrl);

document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".kith-add[open]");
  if (event.key === "Escape" && open) {
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  const open = document.querySelector(".kith-add[open]");
  if (open && !open.contains(event.target)) open.removeAttribute("open");
});
