// The conversations that this browser keeps: one item of localStorage for each, by its key,
// {version, title?, changed, talk}. What the browser does not take is kept as long as the page.
(() => {
  "use strict";

  const VERSION = 1;
  const PREFIX = "ipqa:talk:";
  const KEY = /^[0-9a-f]{12}$/;
  const unkept = new Map();
  const seen = new Map(); // when each conversation was changed, as far as this tab knows
  let full = false;

  function parsed(text) {
    try {
      const item = JSON.parse(text);
      return item?.version === VERSION && Array.isArray(item.talk?.turns) ? item : null;
    } catch {
      return null;
    }
  }

  function stored(key) {
    try {
      return parsed(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  }

  const read = (key) => unkept.get(key) ?? stored(key);

  // Whether another tab has changed a conversation since this one read or wrote it.
  function foreign(key) {
    const item = stored(key);
    return item !== null && item.changed !== seen.get(key);
  }

  // Reads a conversation in order to go on with it.
  function take(key) {
    const item = stored(key);
    if (item) seen.set(key, item.changed);
    return unkept.get(key) ?? item;
  }

  function put(key, item) {
    const own = !foreign(key);
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(item));
    } catch (error) {
      full = /quota/i.test(error.name);
      unkept.set(key, item);
      return false;
    }
    unkept.delete(key);
    if (own) seen.set(key, item.changed);
    return true;
  }

  const putRest = () => [...unkept].every(([key, item]) => put(key, item));

  function write(key, item) {
    if (put(key, { version: VERSION, ...item })) putRest();
  }

  function remove(key) {
    unkept.delete(key);
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // It was never kept.
    }
    putRest();
  }

  function storedKeys() {
    try {
      return Object.keys(localStorage)
        .filter((name) => name.startsWith(PREFIX))
        .map((name) => name.slice(PREFIX.length));
    } catch {
      return [];
    }
  }

  // The newest first.
  function all() {
    const keys = [...new Set([...storedKeys(), ...unkept.keys()])].filter((key) => KEY.test(key));
    return keys
      .map((key) => ({ key, item: read(key) }))
      .filter((one) => one.item)
      .sort((one, other) => (String(one.item.changed) < String(other.item.changed) ? 1 : -1));
  }

  function trouble() {
    const { SHELF_FULL, SHELF_FORBIDDEN } = window.ipqa.texts;
    if (!unkept.size) return "";
    return full ? SHELF_FULL : SHELF_FORBIDDEN;
  }

  // Keys are made like those of the steps.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) window.ipqa.kept.changed();
  });

  const changed = () => {};
  window.ipqa.kept = { all, read, take, write, remove, foreign, trouble, newKey, changed };
})();
