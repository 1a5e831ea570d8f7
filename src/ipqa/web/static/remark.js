// Thumbs and remarks. What a step writes to the wire tells what came of an opinion; the message
// itself is not redrawn, so that a remark can be written in peace.
(() => {
  "use strict";

  const LONGEST = 2000;
  const verdicts = new Map(); // key of an answer → what its reader thinks, where that changed here
  const lines = new Map(); // key of an answer → what is said under it
  let form = null; // the one remark that is being written
  const { make, texts } = window.ipqa;
  const wire = window.ipqa.wires.feedback;

  const button = (act, key) => document.querySelector(`button.ipqa-act[value="${act}:${key}"]`);
  const acts = (key) => button("edit", key)?.closest(".ipqa-acts");

  function verdictOf(key) {
    if (verdicts.has(key)) return verdicts.get(key);
    return ["up", "down"].find((act) => button(act, key)?.classList.contains("ipqa-on")) ?? null;
  }

  function show(key) {
    const verdict = verdictOf(key);
    for (const act of ["up", "down"]) {
      const one = button(act, key);
      if (!one) continue;
      const pressed = String(act === verdict);
      if (one.getAttribute("aria-pressed") !== pressed) one.setAttribute("aria-pressed", pressed);
      if (one.classList.contains("ipqa-on") !== (act === verdict)) {
        one.classList.toggle("ipqa-on", act === verdict);
      }
    }
  }

  function close(focus) {
    if (!form) return;
    const { key, node } = form;
    form = null;
    node.remove();
    if (focus) button(verdictOf(key) ?? "up", key)?.focus();
  }

  function open(key, verdict) {
    close(false);
    const node = make("form", "ipqa-remark");
    const area = make("textarea", "ipqa-remark-box");
    const label = make("label", "", verdict === "up" ? texts.REMARK_UP : texts.REMARK_DOWN);
    const note = make("p", "ipqa-remark-note", texts.REMARK_NOTE);
    area.id = `ipqa-remark-${key}`;
    area.rows = 2;
    area.maxLength = LONGEST;
    label.htmlFor = area.id;
    note.id = `${area.id}-note`;
    area.setAttribute("aria-describedby", note.id);
    const send = make("button", "ipqa-remark-send", texts.REMARK_SEND);
    const cancel = make("button", "ipqa-remark-cancel", texts.REMARK_CANCEL);
    cancel.type = "button";
    cancel.addEventListener("click", () => close(true));
    const row = make("div", "ipqa-remark-row");
    row.append(send, cancel);
    node.append(label, area, note, row);
    node.addEventListener("submit", (event) => {
      event.preventDefault();
      const remark = area.value.trim();
      if (remark) wire.send("like", { key, verdict, remark });
      else close(true);
    });
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.stopPropagation();
        close(true);
      }
    });
    form = { key, node };
    place();
    area.focus();
  }

  // Gradio redraws messages: what stands under an answer is put back.
  function place() {
    for (const [key, line] of lines) put(key, line);
    if (!form) return;
    const { key, node } = form;
    if (!acts(key)) form = null;
    else put(key, node);
  }

  function put(key, node) {
    const group = acts(key);
    if (group && !group.parentElement.contains(node)) group.after(node);
  }

  function tell(key, words, failed) {
    lines.get(key)?.remove();
    const line = make("p", failed ? "ipqa-told ipqa-told-failed" : "ipqa-told", words);
    lines.set(key, line);
    put(key, line);
    window.ipqa.say(words);
  }

  function judge(key, act) {
    const verdict = verdictOf(key) === act ? null : act;
    verdicts.set(key, verdict);
    lines.get(key)?.remove();
    lines.delete(key);
    show(key);
    wire.send("like", { key, verdict });
    if (verdict) open(key, verdict);
    else close(false);
  }

  wire.on = ({ key, verdict, said, error, remarked }) => {
    if (!key) return;
    verdicts.set(key, verdict);
    show(key);
    // Above an open remark, which says where it goes, the thumb itself is answer enough.
    if (error || remarked || form?.key !== key) tell(key, error ?? said, Boolean(error));
    else window.ipqa.say(said);
    if (remarked && !error) close(true);
  };

  document.addEventListener("click", (event) => {
    const [act, key] = event.target.closest?.("button.ipqa-act")?.value.split(":") ?? [];
    if (act === "up" || act === "down") judge(key, act);
  });

  function tidy() {
    for (const up of document.querySelectorAll("button.ipqa-act-up")) show(up.value.slice(3));
    place();
  }
  new MutationObserver(tidy).observe(document.documentElement, { childList: true, subtree: true });
})();
