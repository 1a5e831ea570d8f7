// The list of conversations. Rows that stay as they are stay in place, and so does the focus.
(() => {
  "use strict";

  const { drawer, fill, kept, make, talks, texts, wires } = window.ipqa;
  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
  let mode = { key: "", act: "" }; // the row that is being renamed or asked about
  let toSay = "";

  const shelf = () => document.querySelector("#ipqa-shelf .ipqa-shelf");
  const list = () => document.querySelector("#ipqa-shelf .ipqa-shelf-list");
  const rowOf = (key) => [...list().children].find((row) => row.dataset.key === key);
  const text = (name, title) => fill(texts[name], { title });

  function line(words) {
    const place = document.querySelector("#ipqa-lines .ipqa-line");
    if (place && place.textContent !== words) place.textContent = words;
  }

  function dayOf(changed) {
    const date = new Date(changed);
    if (Number.isNaN(date.getTime())) return "";
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    if (date.toDateString() === new Date().toDateString()) return texts.SHELF_TODAY;
    if (date.toDateString() === yesterday.toDateString()) return texts.SHELF_YESTERDAY;
    return DAY.format(date);
  }

  function button(value, words) {
    const made = make("button", "ipqa-shelf-answer", words);
    made.type = "button";
    made.value = value;
    return made;
  }

  function plainRow(row, { title, day, current }) {
    row.querySelector(".ipqa-shelf-title").textContent = title;
    row.querySelector(".ipqa-shelf-day").textContent = day;
    const [open, rename, remove] = row.querySelectorAll("button");
    open.title = title;
    if (current) open.setAttribute("aria-current", "true");
    for (const [act, name] of [[rename, "SHELF_RENAME"], [remove, "SHELF_DELETE"]]) {
      act.title = text(name, title);
      act.setAttribute("aria-label", act.title);
    }
  }

  function renamedRow(row, { title }) {
    const field = make("input", "ipqa-shelf-field");
    field.maxLength = 120;
    field.value = title;
    field.autocomplete = "off";
    field.setAttribute("aria-label", text("SHELF_TITLE", title));
    row.replaceChildren(field);
  }

  function askedRow(row, { title }) {
    const asked = make("div", "ipqa-shelf-sure");
    asked.setAttribute("role", "group");
    const words = make("p", "", text("SHELF_SURE", title));
    asked.setAttribute("aria-label", words.textContent);
    asked.append(words, button("yes", texts.SHELF_YES), button("no", texts.SHELF_NO));
    row.replaceChildren(asked);
  }

  function makeRow(one, sign) {
    const model = document.querySelector("#ipqa-shelf .ipqa-shelf-row").content;
    const row = model.firstElementChild.cloneNode(true);
    row.dataset.key = one.key;
    row.dataset.sign = sign;
    const draw = { rename: renamedRow, delete: askedRow }[one.act] ?? plainRow;
    draw(row, one);
    return row;
  }

  function rowFor({ key, item }) {
    const act = mode.key === key ? mode.act : "";
    const one = {
      key,
      act,
      title: talks.titleOf(item),
      day: dayOf(item.changed),
      current: key === talks.shown,
    };
    // A field keeps what is being typed, whatever happens around it.
    const sign = JSON.stringify(act === "rename" ? [key, act] : one);
    const old = rowOf(key);
    return old?.dataset.sign === sign ? old : makeRow(one, sign);
  }

  function draw() {
    if (!list()) return;
    const active = document.activeElement;
    const focused = active?.closest(".ipqa-shelf-list > li")?.dataset.key;
    const rows = kept.all().map(rowFor);
    rows.forEach((row, at) => {
      if (list().children[at] !== row) list().insertBefore(row, list().children[at] ?? null);
    });
    while (list().children.length > rows.length) list().lastElementChild.remove();
    if (focused && !list().contains(document.activeElement)) focus(focused, active.value);
    shelf().querySelector(".ipqa-exports").hidden = talks.shown === "";
    line(kept.trouble() || talks.notice);
    if (toSay) window.ipqa.say(toSay);
    toSay = "";
  }

  function focus(key, act) {
    const buttons = [...(rowOf(key)?.querySelectorAll("button") ?? [])];
    buttons.find((one) => one.value === act)?.focus();
  }

  function turnTo(key, act) {
    mode = { key, act };
    draw();
    const field = rowOf(key)?.querySelector("input");
    field?.select();
    field?.focus();
    if (act === "delete") focus(key, "no");
  }

  function finish() {
    const { key, act } = mode;
    mode = { key: "", act: "" };
    return { key, act };
  }

  function saveTitle(field) {
    const { key } = finish();
    const item = kept.read(key);
    const same = item && talks.titleOf(item) === field.value.trim();
    if (item && !same) {
      talks.rename(key, field.value);
      window.ipqa.say(text("SHELF_RENAMED", talks.titleOf(kept.read(key))));
    }
    draw();
    return key;
  }

  function leave() {
    const { key, act } = finish();
    draw();
    focus(key, act);
  }

  function remove(key) {
    const row = rowOf(key);
    const beside = (row.nextElementSibling ?? row.previousElementSibling)?.dataset.key;
    finish();
    window.ipqa.say(text("SHELF_DELETED", talks.titleOf(kept.read(key))));
    talks.remove(key);
    draw();
    if (beside) focus(beside, "open");
    else shelf().querySelector("h2").focus();
  }

  function toChat() {
    if (location.hash === "#articles") location.hash = "#chat";
  }

  function open(key) {
    toChat();
    if (key !== talks.shown) {
      toSay = text("SHELF_OPENED", talks.titleOf(kept.read(key)));
      talks.open(key);
    }
    drawer.close(true);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#ipqa-clear")) toChat();
    const pressed = event.target.closest?.("#ipqa-shelf li button");
    const key = pressed?.closest("li").dataset.key;
    if (!key) return;
    if (pressed.value === "open") open(key);
    else if (pressed.value === "yes") remove(key);
    else if (pressed.value === "no") leave();
    else turnTo(key, pressed.value);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("#ipqa-shelf li");
    if (!row || row.dataset.key !== mode.key || event.isComposing) return;
    const field = event.target.closest("input");
    if (event.key !== "Escape" && !(event.key === "Enter" && field)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") leave();
    else focus(saveTitle(field), "rename");
  }, true);

  // Whoever goes on with something else means the title that stands there.
  document.addEventListener("focusout", (event) => {
    if (mode.act === "rename" && event.target.closest?.(".ipqa-shelf-field")) {
      saveTitle(event.target);
    }
  });

  function begin() {
    // The wire may be there before the list is.
    if (!list()) {
      requestAnimationFrame(begin);
      return;
    }
    drawer.reset();
    draw();
    talks.restore();
  }

  talks.changed = draw;
  wires.shelf.opened = begin;
  window.ipqa.shelf = { line };
})();
