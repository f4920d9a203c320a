// Proposes commands while a line begins with a slash: a combobox for mouse, keyboard and screen readers.

import { element, freshId } from "/sandbox/dom.js";

export class Completion {
  constructor(input, commands, label) {
    Object.assign(this, { input, commands });
    this.list = element("ul", { id: freshId("commands"), class: "commands", role: "listbox", "aria-label": label, hidden: true });
    this.options = [];
    this.active = -1;
    const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(state)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.propose());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
  }

  propose() {
    const typed = plain(this.input.value);
    const lines = this.commands().map(([words, summary]) => [`/gamma ${words}`.trim(), summary]);
    const found = typed.startsWith("/") ? lines.filter(([line]) => plain(line).startsWith(typed) || plain(line).startsWith(`/gamma ${typed.slice(1)}`)) : [];
    const complete = found.length === 1 && plain(found[0][0]) === typed.trim();
    this.show(complete ? [] : found);
  }

  show(lines) {
    this.options = lines.map(([line, summary]) =>
      element(
        "li",
        { id: freshId("command"), role: "option", "aria-selected": "false", "data-line": line, onclick: (event) => this.accept(event.currentTarget) },
        element("code", {}, line), " ", element("span", {}, summary),
      ));
    this.options.forEach((option) => option.addEventListener("mousedown", (event) => event.preventDefault()));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !lines.length;
    this.input.setAttribute("aria-expanded", String(lines.length > 0));
    this.activate(-1);
  }

  close() {
    if (!this.list.hidden) this.show([]);
  }

  activate(index) {
    this.active = index;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.options[index];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  accept(option) {
    this.input.value = `${option.dataset.line} `;
    this.close();
    this.input.focus();
  }

  onKey(event) {
    if (this.list.hidden || event.isComposing) return;
    if (this.keys[event.key]?.call(this, event)) event.preventDefault();
  }

  // Enter sends what is typed unless an option was chosen with the arrows; Tab takes the first one.
  keys = {
    ArrowDown: () => this.step(1),
    ArrowUp: () => this.step(-1),
    Escape: () => {
      this.close();
      return true;
    },
    Enter: () => this.take(this.options[this.active]),
    Tab: (event) => !event.shiftKey && this.take(this.options[this.active] ?? this.unlessTyped(this.options[0])),
  };

  step(by) {
    const count = this.options.length;
    const from = this.active < 0 && by < 0 ? 0 : this.active;
    this.activate((from + by + count) % count);
    return true;
  }

  unlessTyped(option) {
    const typed = this.input.value.trim().toLowerCase();
    return this.options.some(({ dataset }) => dataset.line === typed) ? null : option;
  }

  take(option) {
    if (!option) return false;
    this.accept(option);
    return true;
  }
}

/** Without accents and capitals, which do not matter to the bot either. */
function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
