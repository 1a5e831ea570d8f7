// What all scripts of the page share: its texts, elements of them, and word of its changes.
(() => {
  "use strict";

  const texts = JSON.parse(document.getElementById("ipqa-texts").textContent);

  // A text with values in the place of its {names}; what a value holds is not looked at again.
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function make(tag, className, words = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = words;
    return made;
  }

  // Gradio draws anew at any time: `act` runs in the next frame after a change, once for many.
  function afterChanges(act, watched = {}) {
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        act();
      });
    }).observe(document.documentElement, { childList: true, subtree: true, ...watched });
  }

  window.ipqa = { texts, fill, make, afterChanges };
})();
