// The column of conversations: on wide windows it can be folded away, which is remembered; on
// others it is a drawer over the chat.
(() => {
  "use strict";

  const FOLDED = "ipqa:shelf";
  const narrow = matchMedia("(width < 1100px)");
  const shelf = () => document.getElementById("ipqa-shelf");
  const toggle = () => document.querySelector(".ipqa-shelf-toggle");
  const isOpen = () => document.documentElement.dataset.shelf === "open";
  const isDrawer = () => narrow.matches && isOpen();

  function set(open) {
    document.documentElement.dataset.shelf = open ? "open" : "closed";
    toggle()?.setAttribute("aria-expanded", String(open));
  }

  function folded() {
    try {
      return localStorage.getItem(FOLDED) === "folded";
    } catch {
      return false;
    }
  }

  function remember(open) {
    try {
      localStorage.setItem(FOLDED, open ? "open" : "folded");
    } catch {
      // It is open again after a reload.
    }
  }

  function press() {
    const open = !isOpen();
    set(open);
    if (!narrow.matches) remember(open);
    else if (open) goIn();
  }

  function goIn() {
    const current = shelf().querySelector("[aria-current]");
    (current ?? shelf().querySelector("h2")).focus({ preventScroll: true });
  }

  function close(returnFocus) {
    if (!isDrawer()) return;
    set(false);
    if (returnFocus) toggle().focus();
  }

  const reset = () => set(!narrow.matches && !folded());
  const isOutside = (event) => !event.target.closest?.("#ipqa-shelf, .ipqa-shelf-toggle");

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".ipqa-shelf-toggle")) press();
    // A button of the list may be gone by now.
    else if (event.target.isConnected && isOutside(event)) close(false);
  });
  document.addEventListener("focusin", (event) => {
    if (isOutside(event)) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isDrawer()) return;
    // There it leaves the title or the question as it was.
    if (event.target.closest?.(".ipqa-shelf-field, .ipqa-shelf-sure")) return;
    event.stopPropagation();
    close(true);
  }, true);
  narrow.addEventListener("change", reset);
  reset();
  window.ipqa.drawer = { close, reset };
})();
