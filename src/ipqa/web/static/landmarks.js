// Roles and states that Gradio's components lack: landmarks, the filters' fold, the examples.
(() => {
  "use strict";

  // Gradio puts everything into its <main>, where a banner would be none.
  const ROLES = [
    ["gradio-app main.contain:has(#ipqa-head)", "none"],
    ["#ipqa-head", "banner"],
    ["#ipqa-talk, #ipqa-articles", "main"],
    // Called a list, but its buttons are no items of one.
    ["#ipqa-chat .examples", "group"],
  ];

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function tidy() {
    for (const [selector, role] of ROLES) {
      for (const element of document.querySelectorAll(selector)) set(element, "role", role);
    }
    for (const fold of document.querySelectorAll("gradio-app .gr-accordion > button.label-wrap")) {
      set(fold, "aria-expanded", String(fold.classList.contains("open")));
    }
    const examples = document.querySelector("#ipqa-chat .examples");
    if (examples) set(examples, "aria-label", window.ipqa.texts.EXAMPLES);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".ipqa-skip")) return;
    // The address stays the page's own.
    event.preventDefault();
    if (document.body.dataset.place === "articles") location.hash = "#chat";
    // What is hidden can't be focused, and the page turns only after this.
    setTimeout(() => document.querySelector("#ipqa-box textarea")?.focus());
  });

  window.ipqa.afterChanges(tidy, { attributes: true, attributeFilter: ["class"] });
})();
