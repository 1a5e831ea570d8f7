// What screen readers say: ipqa.say(words), and every new note of the steps, once.
(() => {
  "use strict";

  let noted = "";

  function say(words) {
    const line = document.querySelector("#ipqa-note [role='status']");
    if (!line) return;
    // The same words said again are no change to a screen reader, so the line is emptied first.
    line.textContent = "";
    setTimeout(() => {
      line.textContent = words;
    }, 50);
  }

  function hear() {
    const words = document.querySelector("#ipqa-noted .ipqa-words")?.textContent.trim() ?? "";
    if (words === noted) return;
    noted = words;
    say(words);
  }

  window.ipqa.say = say;
  new MutationObserver(hear).observe(document.documentElement, {
    characterData: true,
    childList: true,
    subtree: true,
  });
})();
