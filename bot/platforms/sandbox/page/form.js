// A form in its column: labels, help and errors are bound to their fields, answers stay until it is closed.

import { element, fill, freshId } from "/sandbox/dom.js";

const RADIO_OPTIONS = 6;
const PICKERS = { date: "date", datetime: "datetime-local" };

export class FormPanel {
  constructor(form, labels, opener, { send, close }) {
    Object.assign(this, { form, labels, opener, send, close });
    this.fields = form.fields.map((field) => this.buildField(field));
    this.root = this.build();
  }

  build() {
    const { form, labels } = this;
    const title = element("h3", { id: freshId("form") }, form.title);
    const intro = form.intro ? element("p", { id: freshId("intro"), class: "intro" }, form.intro) : null;
    this.alert = element("p", { class: "error", role: "alert" });
    const questions = element(
      "form",
      { novalidate: true, onsubmit: (event) => this.submit(event) },
      title,
      element("div", { class: "fields" }, intro, ...this.fields.map(({ root }) => root)),
      this.alert,
      element(
        "div",
        { class: "buttons" },
        element("button", { class: "main" }, form.submit),
        element("button", { type: "button", onclick: () => this.close() }, labels.close),
      ),
    );
    const closeOnEscape = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    };
    const names = { "aria-labelledby": title.id, "aria-describedby": intro && intro.id };
    return element("div", { class: "panel", role: "dialog", lang: form.locale, onkeydown: closeOnEscape, ...names }, questions);
  }

  buildField(field) {
    const asRadios = field.kind === "choice" && field.options.length <= RADIO_OPTIONS;
    const ids = { input: freshId("field"), help: freshId("help"), error: freshId("error") };
    const mustBeFilled = field.required && !(asRadios && field.value);
    const name = [field.label, mustBeFilled ? element("span", { class: "required" }, ` (${this.labels.required})`) : null];
    const help = field.help ? element("p", { id: ids.help, class: "help" }, field.help) : null;
    const error = element("p", { id: ids.error, class: "error" });
    const describedBy = `${help ? ids.help : ""} ${ids.error}`.trim();
    const built = asRadios ? this.buildRadios(field, describedBy) : this.buildInput(field, ids.input, describedBy);
    const root = asRadios
      ? element("fieldset", { "aria-describedby": describedBy }, element("legend", {}, ...name), help, error, built.node)
      : element("div", { class: "field" }, element("label", { for: ids.input }, ...name), help, error, built.node);
    return { ...built, field, error, root };
  }

  buildInput(field, id, describedBy) {
    const common = { id, name: field.name, "aria-describedby": describedBy, "aria-required": field.required && "true" };
    const written = { ...common, maxlength: field.max_length, autocomplete: "off" };
    if (field.kind in PICKERS) return this.buildDate(field, written);
    if (field.kind === "person") return this.buildPerson(field, common, written);
    let node;
    if (field.kind === "choice") node = element("select", common, ...this.options(field).map(({ label, value }) => element("option", { value }, label)));
    else if (field.kind === "long_text") node = element("textarea", { ...written, rows: "3" });
    else node = element("input", { ...written, inputmode: field.kind === "number" ? "decimal" : null });
    node.value = field.value;
    return { node, first: () => node, value: () => node.value, mark: (wrong) => markWrong(node, wrong) };
  }

  // A line in which the day is typed; what is chosen in the calendar beside it is written there.
  buildDate(field, written) {
    const line = element("input", written);
    const write = () => (line.value = calendar.value.replace("T", " "));
    const label = fill(this.labels.calendar, { name: field.label });
    const calendar = element("input", { type: PICKERS[field.kind], value: field.picked, "aria-label": label, onchange: write });
    line.value = field.value;
    const node = element("div", { class: "dated" }, line, calendar);
    return { node, first: () => line, value: () => line.value, mark: (wrong) => markWrong(line, wrong) };
  }

  // A list of the people here; a name typed beside it counts, and goes out as "@" and the name.
  buildPerson(field, common, written) {
    const list = element("select", common, ...this.options(field).map(({ label, value }) => element("option", { value }, label)));
    const label = fill(this.labels.by_name, { name: field.label });
    const line = element("input", { ...written, id: null, "aria-required": null, placeholder: label, "aria-label": label });
    list.value = field.value;
    const typed = () => line.value.replace(/^[@\s]+/, "").trim();
    const used = () => (typed() ? line : list);
    const node = element("div", { class: "dated" }, list, line);
    return { node, first: used, value: () => (typed() ? `@${typed()}` : list.value), mark: (wrong) => [list, line].forEach((input) => markWrong(input, wrong && input === used())) };
  }

  buildRadios(field, describedBy) {
    const name = freshId(field.name);
    const radios = this.options(field).map(({ value }) =>
      element("input", { type: "radio", name, value, checked: value === field.value, "aria-describedby": describedBy }));
    const node = element("div", { class: "options" }, ...this.options(field).map(({ label }, index) => element("label", {}, radios[index], label)));
    const chosen = () => radios.find((radio) => radio.checked);
    return {
      node,
      first: () => chosen() ?? radios[0],
      value: () => chosen()?.value ?? "",
      mark: (wrong) => radios.forEach((radio) => markWrong(radio, wrong)),
    };
  }

  // A question that may be skipped can also be skipped after all; an answer that is needed and there cannot.
  options(field) {
    if (field.kind === "person") return [{ label: this.labels.nobody, value: "" }, ...field.options];
    return field.required && (field.value || field.options.length <= RADIO_OPTIONS) ? field.options : [...field.options, { label: this.labels.no_answer, value: "" }];
  }

  submit(event) {
    event.preventDefault();
    const missing = this.fields.filter(({ field, value }) => field.required && !value().trim());
    const fields = Object.fromEntries(missing.map(({ field }) => [field.name, this.labels.answer_expected]));
    if (missing.length) this.showErrors({ fields, general: "" });
    else this.send(Object.fromEntries(this.fields.map(({ field, value }) => [field.name, value()])));
  }

  showErrors({ fields, general }) {
    const wrong = this.fields.filter(({ field }) => fields[field.name]);
    for (const { field, error, mark } of this.fields) {
      error.textContent = fields[field.name] ?? "";
      mark(Boolean(fields[field.name]));
    }
    const names = wrong.map(({ field }) => field.label).join(", ");
    this.alert.textContent = general || (wrong.length ? fill(this.labels.look_again, { fields: names }) : "");
    if (!wrong.length) return;
    wrong[0].first().focus({ preventScroll: true });
    wrong[0].root.scrollIntoView({ block: "nearest" });
  }

  focusFirst() {
    this.fields[0].first().focus();
  }
}

function markWrong(node, wrong) {
  if (wrong) node.setAttribute("aria-invalid", "true");
  else node.removeAttribute("aria-invalid");
}
