// The chat log: entries in order, day lines, and the hands that wire them.
// Law: it only shows what the room has. Look next: bubble.js (one entry), view.js (where the view stands).
import { drawBubble } from "./bubble.js";
import { dayKey, dayName, now } from "./clock.js";
import { el } from "./element.js";
import { focusAt, focusIn, lateNote, markTaps } from "./keyboard.js";
import { eventOf } from "./places.js";
import { View } from "./view.js";

const LONG_PRESS_MS = 450;
const TOGETHER_SECONDS = 600;
const FOUND_MS = 1600;

export class Log {
  #list;
  #view;
  #entries = new Map(); // key → { node, messages }
  #hands;

  /** `root` holds the scroller, the log and the pill; `hands` is what bubble.js asks for. */
  constructor(root, hands) {
    this.#list = root.querySelector(".log");
    this.#view = new View(root);
    this.#hands = hands;
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** Shows a chat from the beginning, without telling screen readers every line of it. */
  show(messages) {
    this.#quietly(() => {
      this.#entries.clear();
      this.#list.replaceChildren();
      for (const message of messages) this.#put(message);
      this.#arrange();
      this.#view.toEnd();
    });
  }

  /** Draws what is shown once more, where it stands: the clock was moved, or the reader's device set otherwise. */
  redraw() {
    this.#quietly(() => {
      for (const entry of this.#entries.values()) this.#draw(entry);
      this.#arrange();
    });
  }

  add(message) {
    const entry = this.#put(message);
    entry.node.classList.add("arriving");
    this.#arrange();
    if (this.#hands.isMine(message)) return this.#view.toEnd("smooth");
    this.#view.heard(entry.node, seconds());
    return this.#view.count();
  }

  edit(message) {
    const entry = this.#entries.get(keyOf(message));
    if (!entry) return this.add(message);
    const at = focusIn(entry.node.querySelector(".keyboard"));
    const before = entry.messages.map(wordsOf).join();
    entry.messages = entry.messages.map((other) => (other.message_id === message.message_id ? message : other));
    this.#draw(entry);
    this.#stops();
    if (at) focusAt(entry.node.querySelector(".keyboard"), at);
    const isNews = entry.node === this.#list.lastElementChild && before !== entry.messages.map(wordsOf).join();
    if (isNews && !this.#hands.isMine(message)) this.#view.heard(entry.node, seconds());
    return undefined;
  }

  remove(id) {
    for (const [key, entry] of this.#entries) {
      const left = entry.messages.filter((message) => message.message_id !== id);
      if (left.length === entry.messages.length) continue;
      entry.messages = left;
      if (left.length) this.#draw(entry);
      else {
        entry.node.remove();
        this.#entries.delete(key);
      }
    }
    this.#arrange();
  }

  markTaps(messageId) {
    const entry = this.#entryOf(messageId);
    if (!entry) return;
    const message = entry.messages.at(-1);
    const board = entry.node.querySelector(".keyboard");
    if (board) markTaps(board, (data) => this.#hands.tapState(message, data));
    entry.node.querySelector(".late-note")?.remove();
    const note = lateNote(this.#hands.lateOn(message));
    if (note) entry.node.append(note);
  }

  /** Brings a message into view and lets it glow for a moment. */
  goTo(messageId) {
    const node = this.#entryOf(messageId)?.node;
    if (!node) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), FOUND_MS);
  }

  /** A button was pressed, by whoever reads (`isByHand`) or in a story. */
  pressed(isByHand) {
    if (isByHand) this.#view.acted();
    else this.#view.asked();
  }

  #quietly(work) {
    this.#list.setAttribute("aria-live", "off");
    work();
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
  }

  #entryOf(messageId) {
    return [...this.#entries.values()].find(({ messages }) => messages.some(({ message_id: id }) => id === messageId));
  }

  #put(message) {
    const key = keyOf(message);
    const known = this.#entries.get(key);
    if (known) {
      known.messages = [...known.messages.filter((other) => other.message_id !== message.message_id), message];
      known.messages.sort((one, other) => one.message_id - other.message_id);
      this.#draw(known);
      return known;
    }
    const side = eventOf(message) ? "told" : this.#hands.isMine(message) ? "mine" : "theirs";
    const entry = { node: el("article", { class: `entry ${side}` }), messages: [message] };
    if (side !== "told") this.#wireHands(entry);
    this.#draw(entry);
    this.#list.append(entry.node);
    this.#entries.set(key, entry);
    return entry;
  }

  #draw(entry) {
    drawBubble(entry.node, entry.messages, this.#hands);
  }

  /** Puts day lines where the day changes and closes up what one person says in one go. */
  #arrange() {
    for (const line of this.#list.querySelectorAll(".day")) line.remove();
    const { zone } = this.#hands;
    let before;
    for (const { node, messages } of this.#entries.values()) {
      const [message] = messages;
      const newDay = !before || dayKey(before.date, zone) !== dayKey(message.date, zone);
      if (newDay) node.before(el("div", { class: "day" }, el("span", {}, dayName(message.date, zone))));
      const same = !newDay && before.from?.id === message.from?.id && !eventOf(before) && !eventOf(message);
      node.classList.toggle("together", same && message.date - before.date < TOGETHER_SECONDS);
      before = message;
    }
    this.#stops();
  }

  /** Of all the messages' menus only the last is a stop for the Tab key; the arrow keys lead to the others. */
  #stops() {
    const menus = this.#list.querySelectorAll(".more");
    menus.forEach((menu, index) => (menu.tabIndex = index === menus.length - 1 ? 0 : -1));
  }

  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches(".more")) return;
    event.preventDefault();
    const menus = [...this.#list.querySelectorAll(".more")];
    const next = menus[menus.indexOf(event.target) + step];
    if (!next) return;
    for (const menu of menus) menu.tabIndex = menu === next ? 0 : -1;
    next.focus();
  }

  /** A long press opens the menu where there is no mouse to hover with. */
  #wireHands(entry) {
    let timer;
    const isControl = ({ target }) => target.closest("button, a, time");
    entry.node.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" || isControl(event)) return;
      timer = setTimeout(() => entry.node.querySelector(".more").click(), LONG_PRESS_MS);
    });
    for (const end of ["pointerup", "pointercancel", "pointermove"]) {
      entry.node.addEventListener(end, () => clearTimeout(timer));
    }
  }
}

const wordsOf = (message) => message.text ?? message.caption;

const seconds = () => now().getTime() / 1000;

const keyOf = (message) => (message.media_group_id ? `album/${message.media_group_id}` : `one/${message.message_id}`);
