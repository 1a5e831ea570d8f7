// The buttons under an answer: copy with citations, edit and retry; the thumbs are in remark.js.
// What is copied stands hidden in the message, a paragraph a block.
(() => {
  "use strict";

  const FOR_MS = 2000; // "Copied" stands this long
  const EDITING = "ipqa-editing";
  let edited = ""; // the key of the question in the box
  let draft = null; // what stood in the box before

  const { make, texts } = window.ipqa;
  const wire = window.ipqa.wires.acts;
  const box = () => document.querySelector("#ipqa-box textarea");

  function plain(block) {
    return [...block.childNodes].map((n) => (n.nodeName === "BR" ? "\n" : n.textContent)).join("");
  }

  function select(text) {
    const area = make("textarea", "ipqa-unseen");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function write(text, html) {
    try {
      const types = { "text/plain": text, "text/html": html };
      for (const type in types) types[type] = new Blob([types[type]], { type });
      await navigator.clipboard.write([new ClipboardItem(types)]);
      return true;
    } catch {
      // Some browsers know text only, and without https there is no clipboard at all.
    }
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return select(text);
    }
  }

  async function copy(button, key) {
    const hidden = document.getElementById(`ipqa-copy-${key}`);
    if (!hidden) return;
    const text = [...hidden.children].map(plain).join("\n\n");
    const words = (await write(text, hidden.innerHTML)) ? "COPIED" : "NOT_COPIED";
    window.ipqa.say(texts[words]);
    const label = (button.dataset.label ??= button.textContent);
    button.textContent = texts[words];
    button.focus();
    setTimeout(() => (button.textContent = label), FOR_MS);
  }

  function edit(key) {
    if (!edited) draft = box()?.value ?? "";
    wire.send("edit", { key });
  }

  function cancel() {
    if (!edited) return;
    wire.send("edit", { draft: draft ?? "" });
    box()?.focus();
  }

  // The box says in its class which question it holds.
  function follow() {
    const classes = [...(document.getElementById("ipqa-box")?.classList ?? [])];
    const now = classes.find((name) => name.startsWith(`${EDITING}-`)) ?? "";
    if (now === edited) return;
    edited = now;
    if (!edited) return;
    window.ipqa.say(texts.EDITING);
    // Gradio writes the words after the class.
    setTimeout(() => {
      const area = box();
      area?.focus();
      area?.setSelectionRange(area.value.length, area.value.length);
    }, 50);
  }

  function tidy() {
    follow();
    for (const group of document.querySelectorAll(".ipqa-acts:not([aria-label])")) {
      group.setAttribute("aria-label", texts.ACTS);
    }
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".ipqa-edit-cancel")) cancel();
    const button = event.target.closest?.("button.ipqa-act");
    if (!button) return;
    const [act, key] = button.value.split(":");
    if (act === "copy") copy(button, key);
    else if (act === "edit") edit(key);
    else if (act === "retry") {
      wire.send("retry", { key });
      box()?.focus(); // the button goes with its answer
    }
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || !edited) return;
      if (!event.target.closest?.("#ipqa-box, #ipqa-editing")) return;
      event.stopPropagation(); // the panel stays as it is
      cancel();
    },
    true,
  );
  new MutationObserver(tidy).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["class"],
  });
})();
