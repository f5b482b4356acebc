// What makes pages a little quicker for those whose browser runs it; everything
// works without it.
"use strict";
(() => {
  const $ = (selector, root) => (root || document).querySelector(selector);

  // The error summary is read out first.
  const errors = $(".errors[autofocus]");
  if (errors) errors.focus({ preventScroll: true });

  // A form is sent once, however often its button is pressed.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
  // Coming back with the browser's own button, it may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });

  // Passwords may be looked at while they are typed.
  for (const input of document.querySelectorAll("input[data-show]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "reveal";
    button.textContent = input.dataset.show;
    button.setAttribute("aria-controls", input.id);
    button.addEventListener("click", () => {
      const hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      button.textContent = hidden ? input.dataset.hide : input.dataset.show;
    });
    input.form && input.form.addEventListener("submit", () => (input.type = "password"));
    input.after(button);
  }

  // Keys: j and k through a list marked data-keys, / to the search field, ? for
  // help. Only while nothing is typed and no other key is held; they can be
  // turned off in the help, for good on this device.
  const dialog = $("#keys");
  const off = $("#keys-off");
  const opener = $(".keys-open");
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("keys-off") === "yes";
      localStorage.setItem("keys-off", value ? "yes" : "no");
    } catch {
      // a browser that keeps nothing: the choice holds for this page
    }
    return off.checked;
  };
  if (!dialog || !dialog.showModal) return;
  off.checked = stored();
  off.addEventListener("change", () => stored(off.checked));
  opener.hidden = false;
  opener.firstElementChild.addEventListener("click", () => dialog.showModal());

  const step = (by) => {
    const links = [...document.querySelectorAll("[data-keys] :is(h2, h3, tbody th, .what) a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) next.focus();
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => {
      const field = $("input[type=search]");
      if (field) field.focus();
    },
    "?": () => dialog.showModal(),
  };
  addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (held || off.checked || dialog.open || !Object.hasOwn(keys, event.key)) return;
    if (event.target.closest && event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
