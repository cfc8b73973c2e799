// The list of a forum's topics: General first, then whatever was written in last. One stop for Tab, walked with the arrow keys.
// Law: it is drawn anew whole; the focus and the scroll stay where they were. Look next: group.js.
import { dayKey, dayName, now, timeOfDay } from "./clock.js";
import { el, icon, within } from "./element.js";
import { lineOf } from "./events.js";
import { GENERAL, eventOf, topicOf } from "./places.js";
import { say } from "./words.js";

const MOST_SHOWN = 99;

function when(unix) {
  const isToday = dayKey(unix) === dayKey(now().getTime() / 1000);
  return isToday ? timeOfDay(unix) : dayName(unix);
}

function face({ name, icon: emoji, icon_color: colour }) {
  const node = el("span", { class: "topic-icon", "aria-hidden": "true" }, emoji ?? [...name.trim()].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "#");
  if (!emoji && colour) node.style.setProperty("--tint", `#${colour.toString(16).padStart(6, "0")}`);
  node.classList.toggle("drawn", !emoji);
  return node;
}

export class TopicList {
  #list = document.querySelector("#topics");
  #chats;
  #choose;
  #shown = [];

  /** `choose(id)` is called when a topic is opened. */
  constructor(chats, choose) {
    this.#chats = chats;
    this.#choose = choose;
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  focus() {
    this.#list.querySelector('[tabindex="0"]')?.focus();
  }

  draw(topics, open) {
    const { group } = this.#chats;
    if (!group) return this.#list.replaceChildren();
    const last = new Map();
    for (const message of this.#chats.messages(group.id)) last.set(topicOf(message), message);
    const moment = ({ id }) => (id === GENERAL ? Infinity : (last.get(id)?.message_id ?? id));
    this.#shown = topics.filter(({ hidden }) => !hidden).sort((one, other) => moment(other) - moment(one));
    const focused = this.#list.contains(document.activeElement) ? Number(document.activeElement.dataset.id) : null;
    this.#list.replaceChildren(...this.#shown.map((topic) => this.#row(topic, last.get(topic.id), topic.id === open, group.id)));
    return focused === null ? undefined : this.#list.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
  }

  #row(topic, message, isOpen, chat) {
    const unread = this.#chats.unread.of(`${chat}/${topic.id}`);
    const author = message && !message.from_bot && !eventOf(message) ? message.from?.first_name : null;
    return el(
      "li",
      {
        role: "option",
        class: topic.closed ? "closed" : "",
        "aria-selected": String(isOpen),
        tabindex: isOpen ? 0 : -1,
        data: { id: topic.id },
        onclick: () => this.#choose(topic.id),
      },
      face(topic),
      el("b", { class: "topic-name", dir: "auto" }, topic.name),
      el("span", { class: "topic-when" }, topic.closed && el("span", { role: "img", "aria-label": say("closed") }, icon("lock")), message ? when(message.date) : ""),
      el("span", { class: "topic-line", dir: "auto" }, message ? [author, lineOf(message)].filter(Boolean).join(": ") : say("nothing_yet")),
      unread > 0 && el("span", { class: "count", "aria-label": say("unread", { n: unread }) }, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread),
    );
  }

  #key(event) {
    const items = [...this.#list.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[within(0, to, items.length - 1)].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#choose(this.#shown[at].id);
    }
  }
}
