// What came below the part of a conversation that is in sight: how much, and the way there.

import { element } from "/sandbox/dom.js";

const IN_SIGHT = 24;

export class NewBelow {
  // words: what the button says, from how many there are.
  constructor(log, words) {
    Object.assign(this, { log, words });
    this.lines = [];
    this.root = element("button", { type: "button", class: "below", hidden: true, onclick: () => this.goThere() });
    log.addEventListener("scroll", () => this.show());
  }

  add(lines) {
    this.lines.push(...lines);
    this.show();
  }

  forget() {
    this.lines = [];
    this.show();
  }

  // A form over the conversation hides it: nothing has been seen then.
  show() {
    if (!this.log.hidden) {
      const edge = this.log.getBoundingClientRect().bottom - IN_SIGHT;
      this.lines = this.lines.filter((line) => line.isConnected && line.getBoundingClientRect().top > edge);
    }
    this.root.hidden = this.log.hidden || !this.lines.length;
    const words = this.lines.length ? this.words(this.lines.length) : "";
    if (this.root.textContent !== words) this.root.textContent = words;
  }

  goThere() {
    const [first] = this.lines;
    if (first) this.log.scrollTop += first.getBoundingClientRect().top - this.log.getBoundingClientRect().top - 8;
    this.log.focus({ preventScroll: true });
    this.show();
  }
}
