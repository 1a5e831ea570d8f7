// The sources panel: every answer carries its sources as hidden cards; a marker's value is the id
// of its card. All listeners sit on the document, because Gradio redraws messages as they grow.
(() => {
  "use strict";

  let opener = null; // the card id that the panel shows
  let tip = null;
  const narrow = matchMedia("(width <= 760px)"); // there the panel lies over the chat

  const panel = () => document.querySelector("#ipqa-panel .ipqa-panel");
  const part = (name) => panel()?.querySelector(`.ipqa-panel-${name}`);
  const openers = () => document.querySelectorAll("button.ipqa-open");

  function markCurrent() {
    for (const button of openers()) {
      button.classList.toggle("ipqa-current", opener !== null && button.value === opener);
    }
  }

  function open(button) {
    const card = document.getElementById(button.value);
    if (!card || !panel()) return;
    opener = button.value;
    part("body").replaceChildren(...[...card.cloneNode(true).childNodes]);
    part("empty").hidden = true;
    panel().querySelector(".ipqa-close").hidden = false;
    panel().classList.add("ipqa-shown");
    markCurrent();
    hideTip();
    part("head").querySelector("h2").focus({ preventScroll: true });
    if (narrow.matches) button.scrollIntoView({ block: "center" });
    const body = part("body");
    const quote = body.querySelector("mark");
    body.scrollTop = 0;
    if (quote) {
      const below = quote.getBoundingClientRect().top - body.getBoundingClientRect().top;
      body.scrollTop = Math.max(0, below - body.clientHeight / 3);
    }
  }

  function close(returnFocus) {
    if (!panel() || opener === null) return;
    const button = [...openers()].find((one) => one.value === opener);
    opener = null;
    part("body").replaceChildren();
    part("empty").hidden = false;
    panel().querySelector(".ipqa-close").hidden = true;
    panel().classList.remove("ipqa-shown");
    markCurrent();
    if (returnFocus) (button ?? document.querySelector("#ipqa-box textarea"))?.focus();
  }

  // A title shows on hover only; this shows it on focus as well, and in readable type.
  function showTip(button) {
    const words = button.title || button.dataset.tip;
    if (!words) return;
    button.dataset.tip = words;
    button.removeAttribute("title");
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "ipqa-tip";
      tip.setAttribute("role", "tooltip");
      (document.getElementById("ipqa-talk") ?? document.body).append(tip); // inside a landmark
    }
    tip.textContent = words;
    tip.hidden = false;
    button.setAttribute("aria-describedby", tip.id);
    const at = button.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left), window.innerWidth - box.width - 8);
    const above = at.top - box.height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hideTip() {
    if (tip) tip.hidden = true;
  }

  const markAt = (event) => event.target.closest?.("button.ipqa-mark, button.ipqa-chip");

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.ipqa-open");
    if (button) open(button);
    else if (event.target.closest?.(".ipqa-close")) close(true);
    else if (narrow.matches && !event.target.closest?.("#ipqa-panel")) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hideTip();
    close(true);
  });
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const button = markAt(event);
      if (button) showTip(button);
      else if (kind === "mouseover") hideTip();
    });
  }
  document.addEventListener("focusout", hideTip);
  addEventListener("hashchange", hideTip);
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });

  function tidy() {
    // The conversation is cleared, or the answer was replaced by one without this source.
    if (opener !== null && !document.getElementById(opener)) close(false);
    markCurrent();
    // Gradio labels each message with its HTML and reads all of it again at every change; the
    // page has a status line of its own for that.
    for (const message of document.querySelectorAll("#ipqa-chat [aria-label*='<']")) {
      message.removeAttribute("aria-label");
    }
    document.querySelector("#ipqa-chat [role='log']")?.setAttribute("aria-live", "off");
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      tidy();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
