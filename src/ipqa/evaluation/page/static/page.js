// Filters the questions. Without this script all of them are shown.
(() => {
  "use strict";

  const form = document.getElementById("filters");
  if (!form) return;
  const count = document.getElementById("count");
  const unfold = document.getElementById("unfold");
  const questions = [...document.querySelectorAll("details.question")];
  const words = new Map(); // lower-case text of each question, once it is searched for

  const textOf = (question) => {
    if (!words.has(question)) words.set(question, question.textContent.toLowerCase());
    return words.get(question);
  };

  function filter() {
    const { show, type, text } = Object.fromEntries(new FormData(form));
    const wanted = text.trim().toLowerCase();
    let shown = 0;
    for (const question of questions) {
      const kept =
        (show === "all" || question.dataset[show] === "true") &&
        (type === "" || question.dataset.type === type) &&
        (wanted === "" || textOf(question).includes(wanted));
      question.hidden = !kept;
      shown += kept ? 1 : 0;
    }
    count.textContent = `${shown} of ${questions.length} questions`;
  }

  // A link to a question must lead to it even where it is filtered out.
  function reveal() {
    const question = /^#q-\d+$/.test(location.hash)
      ? document.querySelector(location.hash)?.closest("details")
      : null;
    if (!question) return;
    if (question.hidden) {
      form.reset();
      filter();
    }
    question.open = true;
    question.scrollIntoView();
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    for (const question of questions) question.open = open;
  });
  addEventListener("hashchange", reveal);
  form.hidden = false;
  // A browser that goes back keeps what was chosen.
  filter();
  reveal();
})();
