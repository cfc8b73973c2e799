// The chat log: entries in order, day lines, where the view stands, and the pill for what arrived out of sight.
// Law: whoever reads above is never moved; whoever is at the end stays there. Look next: bubble.js (one entry).
import { drawBubble } from "./bubble.js";
import { dayKey, dayName } from "./clock.js";
import { el } from "./element.js";
import { focusAt, focusIn, markTaps } from "./keyboard.js";

const NEAR_END = 80;
const LONG_PRESS_MS = 450;
const TOGETHER_SECONDS = 600;

export class Log {
  #scroller = document.querySelector("#scroller");
  #list = document.querySelector("#log");
  #pill = document.querySelector("#to-end");
  #entries = new Map(); // key → { node, messages }
  #hands;
  #unread = 0;
  #atEnd = true;

  constructor(hands) {
    this.#hands = hands;
    this.#scroller.addEventListener("scroll", () => this.#noteScroll(), { passive: true });
    this.#pill.addEventListener("click", () => this.toEnd("smooth"));
    // Pictures, folds and the growing composer change heights: whoever was at the end stays there.
    const observer = new ResizeObserver(() => this.#atEnd && this.toEnd());
    observer.observe(this.#list);
    observer.observe(this.#scroller);
  }

  /** Shows a chat from the beginning, without telling screen readers every line of it. */
  show(messages) {
    this.#list.setAttribute("aria-live", "off");
    this.#entries.clear();
    this.#list.replaceChildren();
    for (const message of messages) this.#put(message);
    this.#arrange();
    this.toEnd();
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
  }

  add(message) {
    const entry = this.#put(message);
    entry.node.classList.add("arriving");
    this.#arrange();
    if (!message.from_bot) this.toEnd("smooth");
    else if (!this.#atEnd) this.#count(this.#unread + 1);
  }

  edit(message) {
    const entry = this.#entries.get(keyOf(message));
    if (!entry) return this.add(message);
    const at = focusIn(entry.node.querySelector(".keyboard"));
    entry.messages = entry.messages.map((other) => (other.message_id === message.message_id ? message : other));
    this.#draw(entry);
    if (at) focusAt(entry.node.querySelector(".keyboard"), at);
    return undefined;
  }

  /** The clock was moved: what is said relative to now is said anew, and nobody is moved. */
  redraw() {
    for (const entry of this.#entries.values()) this.#draw(entry);
    this.#arrange();
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
    for (const { node, messages } of this.#entries.values()) {
      const message = messages.find((other) => other.message_id === messageId);
      const board = message && node.querySelector(".keyboard");
      if (board) markTaps(board, (data) => this.#hands.isTapped(message, data));
    }
  }

  toEnd(behavior = "auto") {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm ? "auto" : behavior });
    this.#atEnd = true;
    this.#count(0);
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
    const node = el("article", { class: `entry ${message.from_bot ? "theirs" : "mine"}` });
    const entry = { node, messages: [message] };
    if (!message.from_bot) this.#wireLongPress(entry);
    this.#draw(entry);
    this.#list.append(node);
    this.#entries.set(key, entry);
    return entry;
  }

  #draw(entry) {
    drawBubble(entry.node, entry.messages, this.#hands);
  }

  /** Puts day lines where the day changes and closes up what one side says in one go. */
  #arrange() {
    for (const line of this.#list.querySelectorAll(".day")) line.remove();
    let before;
    for (const { node, messages } of this.#entries.values()) {
      const [message] = messages;
      const newDay = !before || dayKey(before.date) !== dayKey(message.date);
      if (newDay) node.before(el("div", { class: "day" }, el("span", {}, dayName(message.date))));
      const together = !newDay && before.from_bot === message.from_bot && message.date - before.date < TOGETHER_SECONDS;
      node.classList.toggle("together", together);
      before = message;
    }
  }

  #noteScroll() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
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

  #wireLongPress(entry) {
    let timer;
    entry.node.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" || event.target.closest("button, a")) return;
      timer = setTimeout(() => {
        const [message] = entry.messages;
        if (message.text !== undefined) this.#hands.onEdit(message);
      }, LONG_PRESS_MS);
    });
    for (const end of ["pointerup", "pointercancel", "pointermove"]) {
      entry.node.addEventListener(end, () => clearTimeout(timer));
    }
  }
}

const keyOf = (message) => (message.media_group_id ? `album/${message.media_group_id}` : `one/${message.message_id}`);
