// The reader: a whole article in the place of the cards, scrolled to the words of one of them; or
// one of the list of articles, to which it goes back.
// Its HTML comes from web/reader.py, which escapes all that is not its own.
(() => {
  "use strict";

  const { make, texts, wires } = window.ipqa;
  const { part, inPanel, element, isReading } = window.ipqa.panel;
  let wanted = null; // the id of the card, or of the listed article, that is open or on its way
  let cardsAt = 0; // where the cards were scrolled to

  function open(id, isListed) {
    if (!isReading()) cardsAt = part("body").scrollTop;
    wanted = id;
    element().classList.add("ipqa-reading");
    element().classList.toggle("ipqa-listed", isListed);
    part("body").hidden = true;
    part("whole").hidden = false;
    element().querySelector(".ipqa-back").hidden = false;
    part("whole").replaceChildren(make("p", "ipqa-card-meta", texts.OPENING));
    part("whole").focus({ preventScroll: true });
    wires.reader.send("select", isListed ? { article: id } : { card: id });
  }

  // What is on a page that is hidden can't be focused: only when the pages have been turned.
  const onceTurned = (act) => addEventListener("hashchange", act, { once: true });

  function openListed(article) {
    open(article, true);
    onceTurned(() => part("whole").focus({ preventScroll: true }));
  }

  function toList(article) {
    onceTurned(() => {
      const list = document.getElementById("ipqa-articles");
      const title = list.querySelector(`.ipqa-read[value="${CSS.escape(article)}"]`);
      (title ?? list.querySelector("h2")).focus();
    });
    location.hash = "#articles";
  }

  // Turns back to the cards, without a word on the focus.
  function leave() {
    if (!isReading()) return;
    wanted = null;
    element().classList.remove("ipqa-reading", "ipqa-listed");
    element().querySelector(".ipqa-back").hidden = true;
    part("whole").hidden = true;
    part("whole").replaceChildren();
    part("body").hidden = false;
    part("body").scrollTop = cardsAt;
  }

  function back() {
    const id = wanted;
    const isListed = element().classList.contains("ipqa-listed");
    leave();
    if (isListed) {
      toList(id);
      return;
    }
    const button = id && inPanel(id)?.querySelector(".ipqa-read-whole");
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

  wires.reader.on = ({ card, article, html }) => {
    if ((article ?? card) !== wanted || !isReading()) return;
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
    if (read) open(read.value, false);
    else if (other) jump(other.value);
    else if (event.target.closest?.("#ipqa-panel .ipqa-back")) back();
  });

  window.ipqa.reader = { openListed, leave, back };
})();
