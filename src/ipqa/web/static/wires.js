// Between this script and Gradio's steps: see wires.py. A room says what it does with what comes,
// ipqa.wires.NAME.on = (value) => …, and sends with ipqa.wires.NAME.send(event, data).
(() => {
  "use strict";

  const wire = () => ({ on: () => {}, send: () => {}, opened: () => {} });
  const wires = new Proxy({}, { get: (all, name) => (all[name] ??= wire()) });

  function connect(name, trigger, watch, value, upload) {
    const one = wires[name];
    // Gradio sends nothing for an event whose data are the same as before: they never are.
    let count = 0;
    one.send = (event, data = {}) => trigger(event, { ...data, sent: (count += 1) });
    one.upload = upload;
    watch("value", () => {
      if (value()) one.on(JSON.parse(value())[1]);
    });
    one.opened();
  }

  Object.assign(window.ipqa, { wires, connect });
})();
