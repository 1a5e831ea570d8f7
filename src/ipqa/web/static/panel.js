// The sources panel: every answer carries its sources as hidden cards; a marker's value is the id
// of its card. All listeners sit on the document, because Gradio redraws messages as they grow.
(() => {
  "use strict";

  let shown = null; // the key of the message whose cards the panel shows
  let source = ""; // those cards as they were when they were shown
  let current = null; // the id of the card that a person chose
  let newest = null; // the key of the last message that had cards
  let closed = null; // the key of the message whose cards a person closed
  const narrow = matchMedia("(width <= 760px)"); // there the panel lies over the chat

  const panel = () => document.querySelector("#ipqa-panel .ipqa-panel");
  const part = (name) => panel()?.querySelector(`.ipqa-panel-${name}`);
  const openers = () => document.querySelectorAll("button.ipqa-open");
  const hidden = () => [...document.querySelectorAll("#ipqa-chat .ipqa-cards")];
  const keyOf = (cards) => cards.querySelector(".ipqa-card").id.split("-")[1];
  const cardsOf = (key) => hidden().find((cards) => keyOf(cards) === key);
  const inPanel = (id) => part("body").querySelector(`[data-card="${CSS.escape(id)}"]`);
  const isReading = () => panel()?.classList.contains("ipqa-reading") ?? false;

  function markCurrent() {
    for (const button of openers()) {
      const is = current !== null && button.value === current;
      if (button.classList.contains("ipqa-current") === is) continue;
      button.classList.toggle("ipqa-current", is);
      if (is) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function chooseCard() {
    for (const card of part("body").querySelectorAll(".ipqa-card")) {
      const is = card.dataset.card === current;
      card.classList.toggle("ipqa-now", is);
      if (is) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
  }

  // Shows the cards of a message; the ids stay with the message.
  function show(cards) {
    const body = part("body");
    const focused = body.contains(document.activeElement) ? document.activeElement.value : null;
    const copy = cards.cloneNode(true);
    for (const card of copy.querySelectorAll("[id]")) {
      card.dataset.card = card.id;
      card.removeAttribute("id");
    }
    const at = body.scrollTop;
    const same = shown === keyOf(cards);
    body.replaceChildren(...copy.childNodes);
    body.scrollTop = same ? at : 0;
    shown = keyOf(cards);
    source = cards.innerHTML;
    part("head").querySelector("h2").textContent = cards.title;
    part("empty").hidden = true;
    panel().querySelector(".ipqa-close").hidden = false;
    panel().classList.add("ipqa-shown");
    chooseCard();
    if (focused) body.querySelector(`.ipqa-read-whole[value="${CSS.escape(focused)}"]`)?.focus();
  }

  function open(button) {
    const cards = document.getElementById(button.value)?.closest(".ipqa-cards");
    if (!cards || !panel()) return;
    window.ipqa.reader?.leave();
    current = button.value;
    closed = null;
    show(cards);
    markCurrent();
    part("head").querySelector("h2").focus({ preventScroll: true });
    if (narrow.matches) button.scrollIntoView({ block: "center" });
    bringUp(inPanel(current));
  }

  // The card from its top, or, where the quote would be far below, the quote.
  function bringUp(card) {
    const body = part("body");
    const top = body.getBoundingClientRect().top - body.scrollTop;
    const first = !card.previousElementSibling?.classList.contains("ipqa-card");
    const from = (first ? card.closest(".ipqa-article") : card).getBoundingClientRect().top - top;
    const quote = card.querySelector("mark");
    const words = quote ? quote.getBoundingClientRect().top - top : from;
    const fits = words - from < body.clientHeight / 2;
    body.scrollTop = Math.max(0, fits ? from - 12 : words - body.clientHeight / 3);
  }

  function close(returnFocus) {
    if (!panel() || shown === null) return;
    window.ipqa.reader?.leave();
    const button = [...openers()].find((one) => one.value === current);
    closed = shown;
    shown = current = null;
    part("body").replaceChildren();
    part("empty").hidden = false;
    part("head").querySelector("h2").textContent = panel().getAttribute("aria-label");
    panel().querySelector(".ipqa-close").hidden = true;
    panel().classList.remove("ipqa-shown");
    markCurrent();
    if (returnFocus) (button ?? document.querySelector("#ipqa-box textarea"))?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.ipqa-open");
    if (button) open(button);
    else if (event.target.closest?.(".ipqa-close")) close(true);
    else if (narrow.matches && !event.target.closest?.("#ipqa-panel")) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (isReading()) window.ipqa.reader.back();
    else close(true);
  });

  // On a wide screen the cards of the newest answer come by themselves, as its sentences do; but
  // not in the way of somebody who reads there.
  function followNewest() {
    const last = hidden().at(-1);
    if (!last) return; // the messages may only be drawn anew
    const key = keyOf(last);
    const isNew = key !== newest;
    newest = key;
    const busy = isReading() || panel().contains(document.activeElement);
    if (isNew && key !== closed && !narrow.matches && !busy) {
      current = null;
      show(last);
    }
  }

  // The conversation is cleared, or the answer was replaced by one without sources; unless Gradio
  // only draws the messages anew.
  function closeWithout(key) {
    if (shown === key && !cardsOf(key)) close(false);
  }

  function tidy() {
    if (panel()) {
      const cards = shown === null ? null : cardsOf(shown);
      if (shown !== null && !cards) setTimeout(closeWithout, 200, shown);
      else if (cards && cards.innerHTML !== source) show(cards);
      followNewest();
      markCurrent();
    }
    // Gradio labels each message with its HTML and reads all of it again at every change; the
    // page has a status line of its own for that.
    for (const message of document.querySelectorAll("#ipqa-chat [aria-label*='<']")) {
      message.removeAttribute("aria-label");
    }
    document.querySelector("#ipqa-chat [role='log']")?.setAttribute("aria-live", "off");
  }

  window.ipqa.afterChanges(tidy);

  window.ipqa.panel = { part, inPanel, element: panel, isReading };
})();
