// What stands in a conversation: a message with what hangs on it, and what there is to try before the first.

import { element, fill, paragraph } from "/sandbox/dom.js";

export function messageNodes({ paragraphs, buttons, picture, file }, labels, press) {
  const nodes = paragraphs.map(paragraph);
  if (picture) nodes.push(element("img", { src: picture.src, alt: picture.alt }));
  if (file) {
    const label = fill(labels.download, { file: file.name });
    nodes.push(element("p", { class: "file" }, element("a", { href: file.src, download: file.name }, label)));
  }
  if (buttons.length) {
    nodes.push(element("div", { class: "buttons" }, ...buttons.map(({ label, main, seal }) =>
      element("button", { type: "button", class: main && "main", onclick: (event) => press(event, seal) }, label))));
  }
  return nodes;
}

// "" where there is nothing to say at the head of the conversation.
export function openingKind(lines, steps) {
  return [...(lines.length ? [] : ["empty"]), ...steps.map(({ command }) => command)].join("\n");
}

export function buildOpening(kind, steps, labels, say) {
  const isEmpty = kind.startsWith("empty");
  const opening = element("div", { class: isEmpty ? "opening empty" : "opening", "data-kind": kind });
  if (isEmpty) opening.append(element("p", {}, labels.empty));
  const tries = steps.map(({ label, command }) =>
    element("button", { type: "button", onclick: () => say(command) }, label, " ", element("code", {}, command)));
  if (tries.length) opening.append(element("h3", {}, labels.tour), element("div", { class: "buttons" }, ...tries));
  return opening;
}

// What could not be done is said in the conversation where no form shows it.
export function asMessage(reply) {
  return reply.kind === "errors" ? { paragraphs: [[{ text: reply.general || Object.values(reply.fields).join("\n") }]], buttons: [] } : reply;
}
