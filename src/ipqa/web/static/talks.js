// Which conversation this tab shows, and what happens to it: kept, opened, renamed, deleted.
//
// Where two tabs go on with the same conversation, the second to be changed becomes a copy under
// a key of its own: no turn of either is lost.
(() => {
  "use strict";

  const { fill, kept, texts, wires } = window.ipqa;
  const SESSION = "ipqa:shown";
  const copies = new Map(); // the key that a step knows -> the key under which a copy is kept
  const gone = new Set(); // deleted here; an answer that was coming about must not bring it back
  let opening = null;

  function titleOf(item) {
    const words = item.title || item.talk.turns[0]?.question || texts.SHELF_UNTITLED;
    const line = String(words).trim().replace(/\s+/g, " ");
    return line.length > 80 ? `${line.slice(0, 80).trimEnd()}…` : line;
  }

  function remembered() {
    try {
      return sessionStorage.getItem(SESSION) ?? "";
    } catch {
      return "";
    }
  }

  function show(key) {
    talks.shown = key;
    try {
      sessionStorage.setItem(SESSION, key);
    } catch {
      // A reload begins a new conversation then.
    }
  }

  // Gives what there is to say of it.
  function keep(talk) {
    let key = copies.get(talk.key) ?? talk.key;
    if (gone.has(key)) return "";
    let said = "";
    let title = kept.read(key)?.title;
    if (kept.foreign(key)) {
      title = fill(texts.SHELF_COPY, { title: titleOf(kept.read(key)) });
      key = kept.newKey();
      copies.set(talk.key, key);
      said = texts.SHELF_COPIED;
    }
    kept.write(key, { title, changed: new Date().toISOString(), talk: { ...talk, key } });
    return said;
  }

  function hear({ talk, shown, unreadable }) {
    const before = talks.shown;
    const said = unreadable ? texts.SHELF_UNREADABLE : talk ? keep(talk) : "";
    const opened = opening !== null && shown === opening;
    // What was opened is that conversation itself, whatever became a copy of it before.
    if (opened) copies.delete(shown);
    show(copies.get(shown) ?? shown);
    if (opened || unreadable) opening = null;
    if (said || talks.shown !== before) talks.notice = said;
    talks.changed();
  }

  function open(key) {
    const item = kept.take(key);
    if (!item) return;
    gone.delete(key);
    opening = key;
    wires.shelf.send("select", { talk: { ...item.talk, key } });
  }

  function rename(key, title) {
    const item = kept.read(key);
    if (!item) return;
    kept.write(key, { ...item, title: title.trim() || undefined });
    talks.changed();
  }

  function remove(key) {
    gone.add(key);
    kept.remove(key);
    if (key === talks.shown) wires.shelf.send("clear");
    talks.changed();
  }

  // After a reload the tab shows what it showed before.
  function restore() {
    const key = remembered();
    if (key && !talks.shown) open(key);
  }

  const talks = { shown: "", notice: "", changed: () => {}, titleOf, open, rename, remove, restore };
  window.ipqa.talks = talks;
  wires.shelf.on = hear;
  kept.changed = () => talks.changed();
})();
