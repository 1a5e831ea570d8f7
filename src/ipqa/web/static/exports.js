// Saves the conversation that the page shows as a file.
(() => {
  "use strict";

  const { fill, kept, shelf, talks, texts, wires } = window.ipqa;

  function save({ name, type, text }) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // The browser may still be reading it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button.ipqa-export");
    if (!pressed) return;
    const item = kept.read(talks.shown);
    wires.exports.send("download", {
      format: pressed.value,
      title: item?.title ?? "",
      talk: item?.talk ?? null,
    });
  });

  wires.exports.on = (file) => {
    if (!file) {
      shelf.line(texts.EXPORT_FAILED);
      return;
    }
    save(file);
    window.ipqa.say(fill(texts.EXPORT_SAVED, { name: file.name }));
  };
})();
