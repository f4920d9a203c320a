// One conversation: who I am, where, what was said, and the line to write on.

import { Completion } from "/sandbox/completion.js";
import { element, fill, freshId, moment, paragraph } from "/sandbox/dom.js";
import { FormPanel } from "/sandbox/form.js";

const LANGUAGES = { fr: "Français", en: "English" };

export class Column {
  constructor(stage, shared, number, { person, place }) {
    Object.assign(this, { stage, shared, number, person, place });
    this.root = element("section", { class: "column" });
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
    this.root.replaceChildren(title, this.buildSeat(), this.log, this.composer, ...(this.form ? [this.form.root] : []));
    this.composer.hidden = Boolean(this.form);
    this.drawn = new Map();
    this.update();
    this.log.scrollTop = this.log.scrollHeight;
    if (focused) this.root.querySelector(`[name="${focused}"]`)?.focus();
  }

  buildSeat() {
    const { stage, labels } = this;
    const people = [...stage.people.values()].map(({ id, name, role }) => {
      const inWords = role[stage.locale(this.person)];
      return [id, inWords ? fill(labels.person_option, { name, role: inWords }) : name];
    });
    const places = stage.places(this.person).map((place) => [place, stage.placeName(this.person, place)]);
    this.placeSelect = this.buildSelect("place", places, this.place, (place) => this.sit(this.person, place));
    return element(
      "div",
      { class: "seat" },
      this.labelled(labels.person, this.buildSelect("person", people, this.person, (person) => this.sitAs(person))),
      this.labelled(labels.place, this.placeSelect),
      this.labelled(labels.language, this.buildSelect("language", Object.entries(LANGUAGES), stage.locale(this.person), (locale) => this.speak(locale))),
      this.elsewhere,
    );
  }

  labelled(label, select) {
    return element("label", { class: select.name }, element("span", {}, label), select);
  }

  buildSelect(name, options, chosen, choose) {
    const select = element("select", { name, onchange: () => choose(select.value) });
    select.append(...options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)));
    return select;
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
      name: "message", autocomplete: "off", autocapitalize: "none", maxlength: "3000",
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
    if (fresh.length) this.log.querySelector(".empty")?.remove();
    for (const line of fresh) this.log.append(this.draw(line));
    if (!this.drawn.size && !this.log.hasChildNodes()) this.log.append(element("p", { class: "empty" }, this.labels.empty));
    if (atEnd && fresh.length) this.scrollTo(this.log.children[this.log.children.length - fresh.length]);
    this.stage.markSeen(this.person, this.place);
    this.showUnread();
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

  buildMessage({ paragraphs, buttons, picture, file }) {
    const nodes = paragraphs.map(paragraph);
    if (picture) nodes.push(element("img", { src: picture.src, alt: picture.alt }));
    if (file) {
      const label = fill(this.labels.download, { file: file.name });
      nodes.push(element("p", { class: "file" }, element("a", { href: file.src, download: file.name }, label)));
    }
    if (buttons.length) {
      const press = (event, seal) => this.act("press", { seal }, event.currentTarget);
      nodes.push(element("div", { class: "buttons" }, ...buttons.map(({ label, main, seal }) =>
        element("button", { type: "button", class: main && "main", onclick: (event) => press(event, seal) }, label))));
    }
    return nodes;
  }

  async say() {
    const text = this.input.value.trim();
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
    this.composer.hidden = true;
    this.root.append(this.form.root);
    this.form.focusFirst();
    this.log.scrollTop = this.log.scrollHeight;
  }

  closeForm() {
    if (!this.form) return;
    const { root, opener } = this.form;
    const hadFocus = root.contains(document.activeElement);
    root.remove();
    this.form = null;
    this.composer.hidden = false;
    if (hadFocus) (opener?.isConnected ? opener : this.input).focus();
  }
}

function asMessage(reply) {
  return reply.kind === "errors" ? { paragraphs: [[{ text: reply.general || Object.values(reply.fields).join("\n") }]], buttons: [] } : reply;
}

function lineKey({ order, part }) {
  return order + (part ?? "");
}
