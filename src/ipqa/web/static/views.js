// The pages of the chat, by the address: #chat or #articles.
(() => {
  "use strict";

  function show() {
    const place = location.hash === "#articles" ? "articles" : "chat";
    document.body.dataset.place = place;
    for (const link of document.querySelectorAll(".ipqa-places a")) {
      if (link.hash === `#${place}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  addEventListener("hashchange", show);
  // Gradio runs this before it has drawn the links, and may run it after the document was read.
  const drawing = new MutationObserver(() => {
    if (!document.querySelector(".ipqa-places a")) return;
    drawing.disconnect();
    show();
  });
  drawing.observe(document.documentElement, { childList: true, subtree: true });
  if (document.body) show();
})();
