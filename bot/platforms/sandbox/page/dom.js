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
  return element("p", {}, ...spans.map(({ text, style }) => (tags[style] ? element(tags[style], {}, text) : text)));
}

export function moment(iso, locale, style) {
  const zone = { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" };
  const day = { weekday: style, day: "numeric", month: style };
  const year = style === "long" ? { year: "numeric" } : {};
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "fr-FR", { ...day, ...year, ...zone }).format(new Date(iso));
}

let lastId = 0;

export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
