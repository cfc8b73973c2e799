// The chat log: entries in order, day lines, where the view stands, and the pill for what arrived out of sight.
// Law: whoever reads above is never moved; whoever is at the end stays there. Look next: bubble.js (one entry).
import { drawBubble } from "./bubble.js";
import { dayKey, dayName } from "./clock.js";
import { el } from "./element.js";
import { focusAt, focusIn, lateNote, markTaps } from "./keyboard.js";
import { eventOf } from "./places.js";

const NEAR_END = 80;
const LONG_PRESS_MS = 450;
const TOGETHER_SECONDS = 600;
const FOUND_MS = 1600;

export class Log {
  #scroller;
  #list;
  #pill;
  #entries = new Map(); // key → { node, messages }
  #hands;
  #unread = 0;
  #atEnd = true;
  #top = 0; // where the view stood last

  /** `root` holds the scroller, the log and the pill; `hands` is what bubble.js asks for. */
  constructor(root, hands) {
    this.#scroller = root.querySelector(".scroller");
    this.#list = root.querySelector(".log");
    this.#pill = root.querySelector(".to-end");
    this.#hands = hands;
    this.#scroller.addEventListener("scroll", () => this.#noteScroll(), { passive: true });
    this.#pill.addEventListener("click", () => this.toEnd("smooth"));
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
    // Pictures, folds and the growing composer change heights: whoever was at the end stays there.
    const observer = new ResizeObserver(() => this.#atEnd && this.toEnd());
    observer.observe(this.#list);
    observer.observe(this.#scroller);
  }

  /** Shows a chat from the beginning, without telling screen readers every line of it. */
  show(messages) {
    this.#quietly(() => {
      this.#entries.clear();
      this.#list.replaceChildren();
      for (const message of messages) this.#put(message);
      this.#arrange();
      this.toEnd();
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
    if (this.#hands.isMine(message)) this.toEnd("smooth");
    else if (!this.#atEnd) this.#count(this.#unread + 1);
  }

  edit(message) {
    const entry = this.#entries.get(keyOf(message));
    if (!entry) return this.add(message);
    const at = focusIn(entry.node.querySelector(".keyboard"));
    entry.messages = entry.messages.map((other) => (other.message_id === message.message_id ? message : other));
    this.#draw(entry);
    this.#stops();
    if (at) focusAt(entry.node.querySelector(".keyboard"), at);
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

  toEnd(behavior = "auto") {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm ? "auto" : behavior });
    this.#atEnd = true;
    this.#count(0);
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

  #noteScroll() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    // On its way down to the end it is still at the end: only who goes up leaves it.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.#atEnd = true;
    else if (scrollTop < this.#top) this.#atEnd = false;
    this.#top = scrollTop;
    if (this.#atEnd) this.#count(0);
    this.#pill.hidden = this.#atEnd;
  }

  #count(unread) {
    this.#unread = unread;
    this.#pill.classList.toggle("counting", unread > 0);
    this.#pill.querySelector("b").textContent = unread || "";
    if (unread) this.#pill.hidden = false;
    else if (this.#atEnd) this.#pill.hidden = true;
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

const keyOf = (message) => (message.media_group_id ? `album/${message.media_group_id}` : `one/${message.message_id}`);
