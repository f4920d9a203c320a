// Builds nodes. Words from people or the bot only ever become text nodes and attribute values.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

// Puts values in a label's {placeholders}.
export function fill(label, values) {
  return label.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}

export function paragraph(spans) {
  const tags = { bold: "strong", code: "code" };
  const node = ({ text, style, url }) => {
    if (style === "link") return link(text, url);
    return tags[style] ? element(tags[style], {}, text) : text;
  };
  return element("p", {}, ...spans.map(node));
}

// A page opens beside the sandbox and learns nothing of it; a mail opens in the reader's own program.
function link(text, url) {
  if (/^https?:\/\//.test(url)) return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  return url.startsWith("mailto:") ? element("a", { href: url }, text) : text;
}

// "mardi 1er décembre 2026 à 9 h 30" or "Tuesday, 1 December 2026 at 09:30"; style "short" is for a line's head.
export function moment(iso, locale, style) {
  const parts = { weekday: style, day: "numeric", month: style, hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" };
  if (style === "long") parts.year = "numeric";
  const written = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "fr-FR", parts).format(new Date(iso));
  if (locale === "en") return written;
  return written.replace(/(?<!\d)1 (?=\p{L})/u, "1er ").replace(/0?(\d+):(\d\d)/, "$1\u00a0h\u00a0$2");
}

export function labelled(label, select) {
  return element("label", { class: select.name }, element("span", {}, label), select);
}

export function selectBox(name, options, chosen, choose) {
  const select = element("select", { name, onchange: () => choose(select.value) });
  select.append(...options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)));
  return select;
}

let lastId = 0;

export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
