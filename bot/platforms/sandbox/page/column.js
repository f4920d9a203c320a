// One conversation: who I am, where, what was said, and the line to write on.

import { Completion } from "/sandbox/completion.js";
import { element, fill, freshId, labelled, moment, selectBox } from "/sandbox/dom.js";
import { FormPanel } from "/sandbox/form.js";
import { NewBelow } from "/sandbox/below.js";
import { asMessage, buildOpening, messageNodes, openingKind } from "/sandbox/message.js";

const LANGUAGES = { fr: "Français", en: "English" };

export class Column {
  constructor(stage, shared, number, { person, place }) {
    Object.assign(this, { stage, shared, number, person, place });
    this.root = element("section", { class: "column", onkeydown: (event) => this.reachForMessage(event) });
    this.busy = false;
  }

  get labels() {
    return this.stage.labels(this.person);
  }

  // Draws everything anew: on another person, place or language. A new log does not read its past aloud.
  // On another language an open form stays as it is, with what was typed into it.
  rebuild({ keepsForm = false } = {}) {
    const kept = this.input?.value ?? "";
    const focused = this.root.contains(document.activeElement) ? document.activeElement.name : null;
    if (!keepsForm) this.closeForm();
    this.root.lang = this.stage.locale(this.person);
    const title = element("h2", { id: freshId("column"), class: "aside" }, fill(this.labels.column, { number: this.number }));
    this.root.setAttribute("aria-labelledby", title.id);
    this.elsewhere = element("p", { class: "elsewhere" });
    this.log = this.buildLog();
    this.composer = this.buildComposer(kept);
    this.below = new NewBelow(this.log, (count) => fill(this.labels[count === 1 ? "one_below" : "below"], { count }));
    const skip = element("a", { class: "skip", href: `#${this.input.id}`, onclick: (event) => this.skip(event) }, this.labels.skip);
    const form = this.form ? [this.form.root] : [];
    this.root.replaceChildren(title, this.buildSeat(), skip, this.log, this.below.root, this.composer, ...form);
    this.showForm(Boolean(this.form));
    this.drawn = new Map();
    this.update();
    this.log.scrollTop = this.log.scrollHeight;
    this.below.forget();
    if (focused) this.root.querySelector(`[name="${focused}"]`)?.focus();
  }

  buildSeat() {
    const { stage, labels } = this;
    const people = [...stage.people.values()].map(({ id, name, role }) => {
      const inWords = role[stage.locale(this.person)];
      return [id, inWords ? fill(labels.person_option, { name, role: inWords }) : name];
    });
    const places = stage.places(this.person).map((place) => [place, stage.placeName(this.person, place)]);
    this.placeSelect = selectBox("place", places, this.place, (place) => this.sit(this.person, place));
    return element(
      "div",
      { class: "seat" },
      labelled(labels.person, selectBox("person", people, this.person, (person) => this.sitAs(person))),
      labelled(labels.place, this.placeSelect),
      labelled(labels.language, selectBox("language", Object.entries(LANGUAGES), stage.locale(this.person), (locale) => this.speak(locale))),
      this.elsewhere,
    );
  }

  sitAs(person) {
    const places = this.stage.places(person);
    this.sit(person, places.includes(this.place) ? this.place : places.at(-1));
  }

  sit(person, place) {
    Object.assign(this, { person, place });
    if (this.input) this.input.value = "";
    this.rebuild();
    this.shared.changed();
  }

  async speak(locale) {
    await this.stage.setLocale(this.person, locale);
    this.shared.relabel(this.person);
  }

  buildLog() {
    const label = fill(this.labels.log, { place: this.stage.placeName(this.person, this.place) });
    return element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0" });
  }

  buildComposer(kept) {
    const { labels } = this;
    const input = element("input", {
      id: `message-${this.number}`, name: "message", "aria-keyshortcuts": "Escape", autocomplete: "off", autocapitalize: "none", maxlength: "3000",
      placeholder: labels.hint, "aria-label": labels.message, enterkeyhint: "send",
    });
    input.value = kept;
    this.input = input;
    const commands = () => this.stage.commands[this.stage.locale(this.person)];
    const completion = new Completion(input, commands, labels.commands);
    const submit = (event) => {
      event.preventDefault();
      completion.close();
      this.say();
    };
    return element("form", { class: "composer", onsubmit: submit }, completion.list, input, element("button", { class: "main" }, labels.send));
  }

  // Adds what is new, redraws what was edited where it stands, and says what is unread in the other places.
  update() {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    const lines = this.stage.lines(this.person, this.place);
    lines.forEach((line) => this.redraw(line));
    const fresh = lines.filter((line) => !this.drawn.has(lineKey(line)));
    this.showTour(lines);
    for (const line of fresh) this.log.append(this.draw(line));
    const arrived = fresh.map((line) => this.drawn.get(lineKey(line)).node);
    if (atEnd && fresh.length) this.scrollTo(arrived[0]);
    this.below.add(arrived);
    this.stage.markSeen(this.person, this.place);
    this.showUnread();
  }

  // What this person has not tried here yet, at the head of the conversation.
  showTour(lines) {
    const tried = new Set(lines.map(({ typed }) => typed));
    const steps = this.stage.tour(this.person, this.place).filter(({ command }) => !tried.has(command));
    const kind = openingKind(lines, steps);
    if (this.opening?.isConnected && this.opening.dataset.kind === kind) return;
    this.opening?.remove();
    if (!kind) return;
    this.opening = buildOpening(kind, steps, this.labels, (command) => this.say(command));
    this.log.prepend(this.opening);
  }

  draw(line) {
    const node = this.buildLine(line);
    this.drawn.set(lineKey(line), { node, change: line.post?.change });
    return node;
  }

  redraw(line) {
    const drawn = this.drawn.get(lineKey(line));
    if (drawn && drawn.change !== line.post?.change) drawn.node.replaceWith(this.draw(line));
  }

  // Down to the end, but not past the beginning of what is new.
  scrollTo(line) {
    const above = line.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    this.log.scrollTop += Math.min(above - 8, this.log.scrollHeight);
  }

  showUnread() {
    this.addPlaces();
    const unread = this.stage.places(this.person).filter((place) => place !== this.place && this.stage.unread(this.person, place));
    const named = (place) => {
      const name = this.stage.placeName(this.person, place);
      const count = this.stage.unread(this.person, place);
      return count && place !== this.place ? fill(this.labels.unread, { place: name, count }) : name;
    };
    for (const option of this.placeSelect.options) option.textContent = named(option.value);
    if (unread.map(named).join() === this.elsewhere.textContent) return;
    this.elsewhere.replaceChildren(
      ...unread.map((place) => element("button", { type: "button", onclick: () => this.goTo(place) }, named(place))),
    );
  }

  // A conversation of several begins with its first message.
  addPlaces() {
    const listed = [...this.placeSelect.options].map(({ value }) => value);
    const places = this.stage.places(this.person);
    if (places.length === listed.length) return;
    this.placeSelect.replaceChildren(...places.map((value) => element("option", { value, selected: value === this.place })));
  }

  goTo(place) {
    this.sit(this.person, place);
    this.input.focus();
  }

  buildLine({ post, typed, reply }) {
    if (post) return this.buildPost(post);
    const head = [element("span", {}, this.labels.private)];
    if (typed !== undefined) return this.buildBubble("person own whispered", this.stage.authorName(this.person), head, [element("p", {}, typed)]);
    return this.buildBubble("gamma whispered", "Gamma", head, this.buildMessage(reply), reply.locale);
  }

  buildPost(post) {
    const head = [element("time", { datetime: post.at }, moment(post.at, this.stage.locale(this.person), "short"))];
    if (post.author === "gamma") return this.buildBubble("gamma", "Gamma", head, this.buildMessage(post));
    const name = this.stage.authorName(post.author);
    const own = post.author === this.person;
    const shown = own ? fill(this.labels.you, { name }) : name;
    return this.buildBubble(own ? "person own" : "person", shown, head, [element("p", {}, post.text)]);
  }

  buildBubble(kind, name, head, body, lang) {
    return element("article", { class: `line ${kind}`, lang }, element("p", { class: "head" }, element("strong", {}, name), " ", ...head), ...body);
  }

  buildMessage(message) {
    return messageNodes(message, this.labels, (event, seal) => this.act("press", { seal }, event.currentTarget));
  }

  // From anywhere in the column, not only after a hundred buttons. In a form or a list, Escape closes that.
  reachForMessage(event) {
    const { target, key } = event;
    const isField = target.matches("input, select, textarea");
    if (this.form || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target === this.input) return;
    if (key !== "Escape" && (key !== "/" || isField)) return;
    event.preventDefault();
    this.write(key === "/" && !this.input.value ? "/" : "");
  }

  write(begun = "") {
    if (this.form) this.form.focusFirst();
    else this.input.focus();
    if (!begun) return;
    this.input.value = begun;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  skip(event) {
    event.preventDefault();
    this.write();
  }

  async say(text = this.input.value.trim()) {
    if (!text || this.busy) return;
    if (/^\/|^gamma(\s|$)/i.test(text)) this.whisper({ typed: text });
    this.input.value = "";
    await this.act("say", { text }, this.input);
  }

  // Sends what the person did and shows the answer, wherever they went meanwhile.
  async act(path, body, opener) {
    if (this.busy) return null;
    const { person, place } = this;
    this.setBusy(true);
    let reply;
    try {
      ({ reply } = await this.stage.act(path, person, place, body));
    } catch {
      reply = { kind: "errors", fields: {}, general: this.labels.failed };
    }
    this.setBusy(false);
    const stayed = person === this.person && place === this.place;
    if (reply?.kind === "form" && stayed) this.openForm(reply, opener);
    else if (reply?.kind === "errors" && this.form) this.form.showErrors(reply);
    else if (reply) {
      if (path === "send" && stayed) this.closeForm();
      this.whisper({ reply: asMessage(reply) }, person, place);
    }
    this.shared.pollSoon();
    return reply;
  }

  setBusy(busy) {
    this.busy = busy;
    this.root.setAttribute("aria-busy", String(busy));
  }

  whisper(line, person = this.person, place = this.place) {
    this.stage.addPrivate(person, place, line);
    this.shared.refresh();
    this.scrollTo(this.log.lastElementChild);
  }

  openForm(form, opener) {
    const back = this.form?.opener ?? opener;
    this.form?.root.remove();
    this.form = new FormPanel(form, this.labels, back, {
      send: (values) => this.act("send", { seal: form.seal, values }, back),
      close: () => this.closeForm(),
    });
    this.root.append(this.form.root);
    this.showForm(true);
    this.form.focusFirst();
  }

  // It has the column to itself: one thing scrolls, and the conversation is found where it was left.
  showForm(shown) {
    if (shown && !this.log.hidden) this.left = this.log.scrollTop;
    for (const part of [this.log, this.composer]) part.hidden = shown;
    this.root.classList.toggle("asking", shown);
    if (!shown && this.left !== undefined) this.log.scrollTop = this.left;
    this.left = shown ? this.left : undefined;
    this.below.show();
  }

  closeForm() {
    if (!this.form) return;
    const { root, opener } = this.form;
    const hadFocus = root.contains(document.activeElement);
    root.remove();
    this.form = null;
    this.showForm(false);
    if (hadFocus) (opener?.isConnected ? opener : this.input).focus();
  }
}

function lineKey({ order, part }) {
  return order + (part ?? "");
}
