// Previews: what a marker stands for, while the pointer or the keyboard is on it. The words come
// from the hidden card of its message. The preview can be pointed at, and Escape puts it away.
(() => {
  "use strict";

  const DELAY = 120; // milliseconds: a pointer that only passes shows nothing
  const GRACE = 200; // and one on its way to the preview keeps it
  const GAP = 6;

  const { make } = window.ipqa;
  let box = null;
  let button = null; // the marker whose preview is shown
  let timer = 0;
  let quiet = false; // while Escape is handled, which may bring the focus back to a marker

  const markAt = (event) => event.target.closest?.("button.ipqa-mark, button.ipqa-chip") ?? null;
  const isShown = () => box !== null && !box.hidden;

  function content(card) {
    const article = card.closest(".ipqa-article");
    const text = (selector) => article.querySelector(selector)?.textContent ?? "";
    return [
      make("strong", "ipqa-preview-title", text(".ipqa-card-title")),
      make("span", "ipqa-preview-meta", text(".ipqa-card-meta")),
      make("q", "ipqa-preview-words", card.querySelector("mark")?.textContent ?? ""),
    ];
  }

  function makeBox() {
    box = make("div", "");
    box.id = "ipqa-preview";
    box.setAttribute("role", "tooltip");
    (document.getElementById("ipqa-talk") ?? document.body).append(box); // inside a landmark
  }

  function show(mark) {
    clearTimeout(timer);
    const card = document.getElementById(mark.value);
    if (!card || !mark.isConnected) return;
    hide();
    if (!box) makeBox();
    box.replaceChildren(...content(card));
    box.hidden = false;
    button = mark;
    button.setAttribute("aria-describedby", box.id);
    place();
  }

  // Above the marker if there is room, else below it.
  function place() {
    const at = button.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left - 16), window.innerWidth - size.width - 8);
    const above = at.top - size.height - GAP;
    box.style.left = `${left}px`;
    box.style.top = `${above > 8 ? above : at.bottom + GAP}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (box) box.hidden = true;
    button?.removeAttribute("aria-describedby");
    button = null;
  }

  function later(what, wait) {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  }

  document.addEventListener("mouseover", (event) => {
    const mark = markAt(event);
    if (mark) {
      if (mark === button) clearTimeout(timer);
      else later(() => show(mark), DELAY);
    } else if (isShown() && box.contains(event.target)) {
      clearTimeout(timer);
    } else if (document.activeElement === button) {
      clearTimeout(timer); // the keyboard is on it
    } else {
      later(hide, GRACE);
    }
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark && !quiet && mark.matches(":focus-visible")) show(mark);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === button && !button.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    if (!box?.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    quiet = true;
    setTimeout(() => (quiet = false));
    if (!isShown()) return;
    hide();
    event.preventDefault(); // this Escape was for the preview
  }, { capture: true });
  document.addEventListener("scroll", (event) => {
    if (!isShown() || box.contains(event.target)) return;
    const frame = document.querySelector("#ipqa-chat")?.getBoundingClientRect();
    const at = button.getBoundingClientRect();
    if (button.isConnected && frame && at.bottom > frame.top && at.top < frame.bottom) place();
    else hide();
  }, { capture: true, passive: true });
  new MutationObserver(() => {
    if (button && !button.isConnected) hide();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
