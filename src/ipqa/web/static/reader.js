// The reader: a whole article in the place of the cards, scrolled to the words of one of them.
// Its HTML comes from web/reader.py, which escapes all that is not its own.
(() => {
  "use strict";

  const { part, inPanel, element, isReading } = window.ipqa.panel;
  let wanted = null; // the id of the card whose article is open or on its way
  let cardsAt = 0; // where the cards were scrolled to

  function open(card) {
    wanted = card;
    cardsAt = part("body").scrollTop;
    element().classList.add("ipqa-reading");
    part("body").hidden = true;
    part("whole").hidden = false;
    element().querySelector(".ipqa-back").hidden = false;
    const line = document.createElement("p");
    line.className = "ipqa-card-meta";
    line.textContent = window.ipqa.texts.OPENING;
    part("whole").replaceChildren(line);
    part("whole").focus({ preventScroll: true });
    window.ipqa.wires.reader.send("select", { card });
  }

  // Turns back to the cards, without a word on the focus.
  function leave() {
    if (!isReading()) return;
    wanted = null;
    element().classList.remove("ipqa-reading");
    element().querySelector(".ipqa-back").hidden = true;
    part("whole").hidden = true;
    part("whole").replaceChildren();
    part("body").hidden = false;
    part("body").scrollTop = cardsAt;
  }

  function back() {
    const card = wanted;
    leave();
    const button = card && inPanel(card)?.querySelector(".ipqa-read-whole");
    (button || part("head").querySelector("h2")).focus({ preventScroll: true });
  }

  function nameLanguages() {
    for (const tag of part("whole").querySelectorAll(".ipqa-language")) {
      try {
        tag.textContent = new Intl.DisplayNames(["en"], { type: "language" }).of(tag.textContent);
      } catch {
        // What is no language tag stays as it is.
      }
    }
  }

  // Twice, because paragraphs that were not drawn before have another height then.
  function goTo(mark) {
    const scroll = () => mark.scrollIntoView({ block: "center" });
    scroll();
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  }

  window.ipqa.wires.reader.on = ({ card, html }) => {
    if (card !== wanted || !isReading()) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    part("whole").replaceChildren(...page.body.childNodes);
    part("whole").scrollTop = 0;
    nameLanguages();
    if (part("whole").contains(document.activeElement)) {
      part("whole").querySelector("[tabindex]")?.focus({ preventScroll: true });
    }
    const here = part("whole").querySelector("mark.ipqa-here");
    if (here) goTo(here);
  };

  // Another quote of the same article becomes the one that is looked at.
  function jump(id) {
    const at = document.getElementById(id);
    if (!at) return;
    for (const mark of part("whole").querySelectorAll(".ipqa-target")) {
      mark.classList.remove("ipqa-target");
    }
    at.classList.add("ipqa-target");
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
    goTo(at);
  }

  document.addEventListener("click", (event) => {
    const read = event.target.closest?.("#ipqa-panel button.ipqa-read-whole");
    const other = event.target.closest?.("#ipqa-panel button.ipqa-jump");
    if (read) open(read.value);
    else if (other) jump(other.value);
    else if (event.target.closest?.("#ipqa-panel .ipqa-back")) back();
  });

  window.ipqa.reader = { leave, back };
})();
