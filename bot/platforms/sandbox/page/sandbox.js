// Starts the page: three conversations side by side, a poll for what is new, and the programme's clock.

import { Column } from "/sandbox/column.js";
import { fill, moment } from "/sandbox/dom.js";
import { Stage } from "/sandbox/stage.js";

const POLL = 1000;
const FIRST_SEATS = [
  { person: "camille", place: "equipe-velo-facile" },
  { person: "pauline", place: "@pauline" },
  { person: "elias", place: "@elias" },
];

const stage = await Stage.open(document.documentElement.lang);
let labels = stage.allLabels[stage.pageLocale];
const status = document.getElementById("status");
let timer = null;
let polling = null;

function seats() {
  const holds = ({ person, place }) => stage.people.has(person) && stage.places(person).includes(place);
  return FIRST_SEATS.map((first, index) => {
    const kept = stage.remembered.seats[index];
    if (kept && holds(kept)) return kept;
    if (holds(first)) return first;
    const somebody = [...stage.people.values()][index % stage.people.size];
    return { person: somebody.id, place: somebody.direct };
  });
}

function show(sentence) {
  if (status.textContent !== sentence) status.textContent = sentence;
}

function showTime() {
  const sentence = fill(labels.time, { moment: moment(stage.now, stage.pageLocale, "long") });
  const now = document.getElementById("now");
  if (now.textContent !== sentence) now.textContent = sentence;
}

// The header in the page's language, wherever that came from.
function showHeader() {
  labels = stage.allLabels[stage.pageLocale];
  document.documentElement.lang = stage.pageLocale;
  for (const node of document.querySelectorAll("[data-label]")) node.textContent = labels[node.dataset.label];
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", labels[node.dataset.name]);
  for (const button of document.querySelectorAll("[data-locale]")) {
    button.setAttribute("aria-pressed", String(button.dataset.locale === stage.pageLocale));
  }
  if (stage.now) showTime();
}

async function speak(locale) {
  const told = stage.setPageLocale(locale);
  showHeader();
  columns.forEach((column) => column.rebuild({ keepsForm: true }));
  await told;
}

async function poll() {
  try {
    while (await stage.poll()) shared.refresh();
    showTime();
    if (status.textContent === labels.lost) show("");
  } catch {
    show(labels.lost);
  }
}

// One request at a time; asked for more, it looks once more after the present one.
function pollSoon() {
  clearTimeout(timer);
  polling = (polling ?? Promise.resolve()).then(poll).then(() => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(pollSoon, POLL);
  });
  return polling;
}

async function moveTime(button) {
  const buttons = document.querySelectorAll("[data-step]");
  buttons.forEach((each) => each.setAttribute("aria-disabled", "true"));
  show(labels.moving);
  try {
    await stage.moveTime(JSON.parse(button.dataset.step));
    await pollSoon();
    show("");
  } catch {
    show(labels.failed);
  }
  buttons.forEach((each) => each.removeAttribute("aria-disabled"));
}

// Columns speak for themselves once they exist; each tells the others when a person's language changes.
const shared = {
  pollSoon,
  changed: () => {
    stage.remembered.seats = columns.map(({ person, place }) => ({ person, place }));
    stage.remember();
    shared.refresh();
  },
  refresh: () => columns.forEach((column) => column.update()),
  relabel: (person) => {
    columns.filter((column) => column.person === person).forEach((column) => column.rebuild({ keepsForm: true }));
    stage.followPeople(columns.map((column) => column.person));
    showHeader();
  },
};
const columns = [];
showHeader();
await stage.poll().catch(() => show(labels.lost));
seats().forEach((seat, index) => {
  const column = new Column(stage, shared, index + 1, seat);
  columns.push(column);
  document.getElementById("columns").append(column.root);
});
columns.forEach((column) => column.rebuild());
for (const person of stage.people.values()) {
  if (person.locale !== stage.locale(person.id)) stage.setLocale(person.id, stage.locale(person.id));
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  columns[0].write();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !document.activeElement.closest(".column")) columns[0].write();
});
document.querySelectorAll("[data-locale]").forEach((button) => {
  button.addEventListener("click", () => speak(button.dataset.locale));
});
document.querySelectorAll("[data-step]").forEach((button) => {
  button.addEventListener("click", () => button.hasAttribute("aria-disabled") || moveTime(button));
});
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : pollSoon()));
pollSoon();
