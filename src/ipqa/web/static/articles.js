// The page of articles: asks for pages of the list, sends files, and asks before it removes.
(() => {
  "use strict";

  const { fill, reader, texts, wires } = window.ipqa;
  const query = { words: "", sort: "title", descending: false, page: 1 };
  const root = () => document.getElementById("ipqa-articles");
  const part = (name) => root()?.querySelector(name);
  const wire = wires.articles;
  let listed = false; // whether the list was asked for since the page was opened
  let refocus = null; // what has the focus in a list that is about to be replaced
  let busy = false;
  let stage = "";
  let typing = 0;

  function list(changes = {}) {
    Object.assign(query, changes);
    const focused = document.activeElement;
    if (part("#ipqa-articles-list")?.contains(focused)) {
      refocus = [...focused.classList].find((name) => name.startsWith("ipqa-page-"))
        ?? `ipqa-sort[value="${query.sort}"]`;
    }
    wire.send("select", query);
  }

  function show() {
    if (listed || location.hash !== "#articles") return;
    listed = true;
    list();
  }

  // A list that was replaced: the focus stays where it was, and what is shown is said.
  function replaced() {
    if (refocus) (part(`.${refocus}`) ?? part("h2"))?.focus();
    refocus = null;
    const line = part("caption, .ipqa-articles-none")?.textContent;
    if (line && !busy) part("#ipqa-find")?.setAttribute("aria-description", line);
  }

  function say(text) {
    const status = part(".ipqa-articles-said");
    if (status && status.textContent !== text) status.textContent = text;
  }

  function progress(text, done, total) {
    const bar = part(".ipqa-progress");
    if (!bar) return;
    bar.hidden = !busy;
    part(".ipqa-choose").disabled = busy;
    part(".ipqa-progress-text").textContent = text;
    bar.setAttribute("aria-valuetext", text);
    bar.classList.toggle("ipqa-endless", !total);
    const share = total ? Math.round((100 * done) / total) : 0;
    if (total) bar.setAttribute("aria-valuenow", share);
    else bar.removeAttribute("aria-valuenow");
    bar.firstElementChild.style.width = `${share}%`;
  }

  async function sendFiles(files) {
    if (busy || !files.length) return;
    const limits = part(".ipqa-add").dataset;
    const most = Number(limits.files);
    const told = [];
    busy = true;
    for (const [index, file] of files.entries()) {
      const one = { name: file.name, size: file.size };
      // What will not be taken need not travel; the server says why.
      if (files.length <= most && file.size <= Number(limits.bytes)) {
        const text = fill(texts.SENDING_FILE, { number: index + 1, count: files.length });
        progress(text, index, files.length);
        if (!index) say(text);
        try {
          one.path = (await wire.upload(file)).path;
        } catch (error) {
          one.failure = error.message.replace(/^HTTP \d+: /, "");
        }
      }
      told.push(one);
    }
    wire.send("upload", { files: told });
  }

  wire.on = (news) => {
    if ("ended" in news) {
      busy = false;
      stage = "";
      progress("", 0, 0);
      say(news.ended);
      if (news.changed && listed) list();
      return;
    }
    busy = true;
    progress(news.text, news.done, news.total);
    // Numbers that run would drown whoever listens: only the stages are said.
    if (news.stage !== stage) say(news.stage);
    stage = news.stage;
  };
  wire.opened = show;

  function ask(button) {
    const { title, uploaded, rest } = button.dataset;
    const dialog = part(".ipqa-ask");
    const all = dialog.querySelector('[value="all"]');
    const kind = `REMOVE_${uploaded === "1" ? "UPLOAD" : "OWN"}${rest === "0" ? "" : "_ROW"}`;
    dialog.querySelector("h3").textContent = fill(texts.REMOVE_TITLE, { title });
    dialog.querySelector("p").textContent = fill(texts[kind], { rest });
    all.textContent = fill(texts.REMOVE_ALL, { count: Number(rest) + 1 });
    all.hidden = rest === "0";
    dialog.dataset.article = button.value;
    dialog.showModal();
  }

  function answer(button) {
    const dialog = part(".ipqa-ask");
    dialog.close();
    if (button.value === "no") return;
    say(texts.REMOVING);
    refocus = "ipqa-articles-title";
    wire.send("delete", { article: dialog.dataset.article, whole: button.value === "all" });
  }

  function read(button) {
    location.hash = "#chat";
    reader.openListed(button.value);
  }

  const clicks = {
    ".ipqa-sort": ({ value }) =>
      list({ sort: value, descending: query.sort === value && !query.descending, page: 1 }),
    ".ipqa-page": (button) => {
      if (button.getAttribute("aria-disabled") !== "true") list({ page: Number(button.value) });
    },
    ".ipqa-read": read,
    ".ipqa-remove": ask,
    ".ipqa-ask-buttons button": answer,
    ".ipqa-choose": () => part(".ipqa-add input").click(),
  };

  document.addEventListener("click", (event) => {
    if (!root()?.contains(event.target)) return;
    for (const [name, act] of Object.entries(clicks)) {
      const button = event.target.closest(name);
      if (button) act(button);
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "ipqa-find") return;
    clearTimeout(typing);
    typing = setTimeout(() => list({ words: event.target.value, page: 1 }), 250);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.(".ipqa-add input")) return;
    sendFiles([...event.target.files]);
    event.target.value = "";
  });

  // A file that misses the box must not take the page's place.
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event) || document.body.dataset.place !== "articles") return;
    event.preventDefault();
    part(".ipqa-add")?.classList.add("ipqa-over");
  });
  for (const name of ["dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (name === "drop" || !event.relatedTarget) part(".ipqa-add")?.classList.remove("ipqa-over");
    });
  }
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event) || document.body.dataset.place !== "articles") return;
    event.preventDefault();
    sendFiles([...event.dataTransfer.files]);
  });

  addEventListener("hashchange", show);
  new MutationObserver((changes) => {
    const table = part("#ipqa-articles-list");
    if (table && changes.some((change) => table.contains(change.target))) replaced();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
