// What all columns share: the cast, posts by conversation, private lines, what was seen, and the way to the server.

import { fill } from "/sandbox/dom.js";

const MEMORY = "gamma-sandbox";
const GROUP = "+";

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/sandbox/${path}`, options);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export class Stage {
  static async open(pageLocale) {
    const [scene, commands] = await Promise.all([ask("scene"), ask("commands")]);
    return new Stage(scene, commands, pageLocale);
  }

  constructor(scene, commands, pageLocale) {
    this.allLabels = scene.labels;
    this.commands = commands;
    this.people = new Map(scene.people.map((person) => [person.id, person]));
    this.tours = scene.tours;
    this.remembered = { seats: [], locales: {}, ...recall("localStorage") };
    this.pageLocale = this.remembered.page ?? pageLocale;
    this.posts = new Map();
    this.privateLines = new Map(Object.entries(recall("sessionStorage")));
    this.seen = new Map();
    this.latest = 0; // the last change, a post or an edit
    this.newest = 0; // the last post
    this.now = null;
  }

  locale(person) {
    return this.remembered.locales[person] ?? this.pageLocale;
  }

  // What to try there, in the person's language.
  tour(person, place) {
    const locale = this.locale(person);
    const here = this.tours.filter((step) => step.place === place && (!step.people.length || step.people.includes(person)));
    return here.map(({ label, command }) => ({ label: label[locale], command: command[locale] }));
  }

  labels(person) {
    return this.allLabels[this.locale(person)];
  }

  // The page's own language, and everybody's who chose none of their own since.
  async setPageLocale(locale) {
    Object.assign(this.remembered, { page: locale, locales: {} });
    this.pageLocale = locale;
    this.remember();
    await Promise.all([...this.people.keys()].map((person) => this.setLocale(person, locale)));
  }

  // Once everybody reads one language, so does the page.
  followPeople(people) {
    const [locale, ...others] = new Set(people.map((person) => this.locale(person)));
    if (others.length) return;
    this.pageLocale = this.remembered.page = locale;
    this.remember();
  }

  async setLocale(person, locale) {
    this.remembered.locales[person] = locale;
    this.remember();
    await this.act("language", person, this.people.get(person).direct, {}).catch(() => {});
  }

  remember() {
    keep("localStorage", this.remembered);
  }

  places(person) {
    const { channels, direct } = this.people.get(person);
    const groups = [...this.posts.keys()].filter((place) => inGroup(place).includes(person));
    return [...channels, ...groups, direct];
  }

  placeName(person, place) {
    const others = inGroup(place).filter((each) => each !== person).map((each) => this.authorName(each));
    if (others.length) return fill(this.labels(person).group, { names: others.join(", ") });
    return place === this.people.get(person).direct ? this.labels(person).direct : `#${place}`;
  }

  authorName(author) {
    return author === "gamma" ? "Gamma" : this.people.get(author)?.name ?? author;
  }

  // Everything a person sees in a conversation, in the order it came.
  lines(person, place) {
    const posts = (this.posts.get(place) ?? []).map((post) => ({ order: post.id, post }));
    const own = this.privateLines.get(`${person} ${place}`) ?? [];
    return [...posts, ...own].sort((a, b) => a.order - b.order);
  }

  addPrivate(person, place, line) {
    const key = `${person} ${place}`;
    const lines = this.privateLines.get(key) ?? [];
    lines.push({ ...line, order: this.newest + 0.5, part: `private-${lines.length}` });
    this.privateLines.set(key, lines);
    this.rememberPrivate();
  }

  // As long as this tab: they outlast a reload.
  rememberPrivate() {
    keep("sessionStorage", Object.fromEntries(this.privateLines));
  }

  // A server that began anew never gave the post after which they came.
  forgetPrivateOfAnother(newest) {
    if (![...this.privateLines.values()].flat().some(({ order }) => order > newest + 1)) return;
    this.privateLines.clear();
    this.rememberPrivate();
  }

  markSeen(person, place) {
    this.seen.set(`${person} ${place}`, this.newest);
  }

  unread(person, place) {
    const seen = this.seen.get(`${person} ${place}`) ?? this.baseline;
    return (this.posts.get(place) ?? []).filter((post) => post.id > seen && post.author !== person).length;
  }

  // Gives whether anything is new or was edited. A server that forgot its posts makes the page start again.
  async poll() {
    const answer = await ask(`posts?after=${this.latest}`);
    this.forgetPrivateOfAnother(answer.newest);
    if (answer.latest < this.latest) location.reload();
    this.now = answer.now;
    for (const post of answer.posts.filter(({ change }) => change > this.latest)) {
      this.take(post);
      this.newest = Math.max(this.newest, post.id);
      this.latest = post.change;
    }
    this.baseline ??= answer.newest;
    return answer.posts.length > 0;
  }

  // In place of what it said before, if it was edited.
  take(post) {
    if (!this.posts.has(post.channel)) this.posts.set(post.channel, []);
    const here = this.posts.get(post.channel);
    const index = here.findIndex(({ id }) => id === post.id);
    if (index < 0) here.push(post);
    else here[index] = post;
  }

  act(path, person, place, body) {
    return ask(path, { person, place, locale: this.locale(person), ...body });
  }

  moveTime(step) {
    return ask("clock", step);
  }
}

// The people of a conversation of several with Gamma, as its id says.
function inGroup(place) {
  return place.startsWith(GROUP) ? place.slice(GROUP.length).split(GROUP) : [];
}

function recall(storage) {
  try {
    return JSON.parse(window[storage].getItem(MEMORY) ?? "{}");
  } catch {
    return {};
  }
}

function keep(storage, value) {
  try {
    window[storage].setItem(MEMORY, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing, or has no room left, only forgets.
  }
}
