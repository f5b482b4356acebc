// What makes pages a little quicker for those whose browser runs it; everything
// works without it.
"use strict";
(() => {
  const $ = (selector, root) => (root || document).querySelector(selector);

  // The error summary is read out first.
  const errors = $(".errors[autofocus]");
  if (errors) errors.focus({ preventScroll: true });

  // A row of links that is wider than a phone stands where its page is.
  for (const here of document.querySelectorAll(".desk [aria-current], .chips [aria-current]")) {
    const row = here.closest("ul");
    row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - 24;
  }

  // A piece that changes by itself is fetched anew; nothing else on the page moves.
  const fresh = $("[data-fresh]");
  if (fresh)
    setInterval(async () => {
      if (document.hidden) return;
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
      if (!answer || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const piece = $("[data-fresh]", page);
      if (piece) fresh.replaceChildren(...piece.childNodes);
    }, 1000 * Number(fresh.dataset.fresh));

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

  // A search field suggests titles while it is typed in: an editable combobox with a
  // listbox (ARIA 1.2). The focus stays in the field; Enter without a choice searches.
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("ul");
    list.id = input.id + "-goi-y";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestLabel);
    const said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    input.after(list, said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    let wait = 0;
    let asked = 0; // an answer that comes late is not shown
    const choose = (option) => {
      for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      asked++;
      clearTimeout(wait);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      said.textContent = "";
      choose(null);
    };
    const show = (found) => {
      list.replaceChildren(
        ...found.map((one, at) => {
          const option = document.createElement("li");
          option.id = list.id + "-" + at;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.url = one.url;
          option.textContent = one.title;
          return option;
        }),
      );
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = list.hidden ? "" : input.dataset.suggestSaid + " " + found.length;
    };
    const ask = async () => {
      const now = ++asked;
      const address = input.dataset.suggest + "?q=" + encodeURIComponent(input.value);
      const answer = await fetch(address).catch(() => null);
      const found = answer && answer.ok ? await answer.json().catch(() => []) : [];
      if (now === asked && document.activeElement === input) show(found);
    };
    const step = (by) => {
      asked++; // who walks the list keeps it
      clearTimeout(wait);
      const at = [...list.children].findIndex((one) => one.getAttribute("aria-selected") === "true");
      const next = at < 0 && by < 0 ? list.children.length - 1 : at + by;
      choose(list.children[next] || null); // beyond either end: back in the field
    };
    const go = (option) => location.assign(option.dataset.url);
    const keys = {
      ArrowDown: () => (list.hidden ? ask() : step(1)),
      ArrowUp: () => (list.hidden ? ask() : step(-1)),
      Escape: close,
      Enter: () => go($("[aria-selected=true]", list)),
    };
    input.addEventListener("input", () => {
      clearTimeout(wait);
      choose(null);
      if (input.value.trim()) wait = setTimeout(ask, 150);
      else close();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || !Object.hasOwn(keys, event.key)) return;
      if (event.key === "Escape" && list.hidden) return; // the browser's own
      if (event.key === "Enter" && !$("[aria-selected=true]", list)) return close();
      event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    list.addEventListener("click", (event) => event.target.dataset.url && go(event.target));
  }

  // Writing: the preview follows the text, a draft saves itself.
  const writing = $("form[data-preview]");
  if (writing) {
    const said = $("[data-said]", writing);
    const here = $("[data-preview-here]");
    const fields = () => {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(writing))
        if (typeof value === "string") data.append(name, value);
      return data;
    };
    const text = (data) => {
      const copy = new URLSearchParams(data);
      for (const name of ["version", "csrf", "file_alt", "file_caption"]) copy.delete(name);
      return copy.toString();
    };
    const send = (address) => fetch(address, { method: "POST", body: fields() });
    let shown = 0; // an answer that comes late is not shown
    const show = async () => {
      const now = ++shown;
      const answer = await send(writing.dataset.preview).catch(() => null);
      if (!answer || !answer.ok || !here || now !== shown) return;
      here.innerHTML = await answer.text(); // made safe where it is written
      here.closest("[data-shown]").hidden = false;
    };
    // a page that came back holds what is stored nowhere yet
    let saved = "typed" in writing.dataset ? "" : text(fields());
    let busy = false;
    const save = async () => {
      const now = text(fields());
      if (busy || now === saved || writing.dataset.sent || !writing.dataset.autosave) return;
      busy = true;
      const answer = await send(writing.dataset.autosave).catch(() => null);
      const told = answer ? await answer.json().catch(() => null) : null;
      said.textContent = told && told.said ? told.said : writing.dataset.unsaved;
      if (answer && answer.ok && told) {
        let version = writing.elements.version;
        if (!version) {
          version = document.createElement("input");
          version.type = "hidden";
          version.name = "version";
          writing.prepend(version);
          writing.elements.unit && writing.elements.unit.remove();
          writing.action = told.address;
          writing.dataset.autosave = told.address + "/tu-luu";
          writing.dataset.preview = told.address + "/xem-truoc";
          history.replaceState(null, "", told.address);
        }
        version.value = told.version;
        saved = now;
      }
      // somebody else saved: from here on a person decides
      if (answer && answer.status === 409) delete writing.dataset.autosave;
      busy = false;
    };
    let typing = 0;
    writing.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(show, 700);
    });
    if (writing.elements.title.value) show();
    // what does not save itself is asked about before it is left
    addEventListener("beforeunload", (event) => {
      if (!writing.dataset.autosave && !writing.dataset.sent && text(fields()) !== saved)
        event.preventDefault();
    });
    setInterval(save, 10000);
    addEventListener("visibilitychange", () => document.hidden && save());
    for (const code of writing.querySelectorAll("code[data-insert]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button small";
      button.textContent = code.dataset.insert;
      button.addEventListener("click", () => {
        const body = writing.elements.body;
        body.setRangeText("\n\n" + code.textContent + "\n\n", body.selectionEnd, body.selectionEnd, "end");
        body.focus();
        show();
      });
      code.after(" ", button);
    }
  }

  // Keys: j and k through a list marked data-keys, / to the search field, i to the first field or button, ? for
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
    i: () => {
      // where the work of the page begins: its first field, or the first thing to do with a file
      const first = $("main :is(.button, .input, .choice input):not([type=hidden])");
      if (first) first.focus();
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
