// "Continue writing": hand the draft to the page it belongs to, which puts it back (kith.js).
const link = document.querySelector("[data-continue-draft]");
if (link) {
  link.addEventListener("click", () => {
    const { autosaveUrl, pairs } = link.dataset;
    const user = document.body.dataset.userKey || "";
    sessionStorage.setItem(`kith-draft:${autosaveUrl}`, JSON.stringify({ pairs: JSON.parse(pairs), user }));
  });
}
