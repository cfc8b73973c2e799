// What the bot and the stand-in say to each other: calls, what the bot knows of a chat, log lines; filtered, newest last.
// Law: whoever reads above is never moved; a line is drawn once. Look next: inspectorlines.js, inspectorstate.js.
import { el } from "./element.js";
import { drawLine, drawLog } from "./inspectorlines.js";
import { InspectorState } from "./inspectorstate.js";
import { choice, field } from "./order.js";
import { Tabs } from "./tabs.js";
import { say } from "./words.js";

const NEAR_END = 60;
const MOST_LINES = 500;

/** One list of lines that keeps to its end, and hides what the filter does not let through. */
class Lines {
  node = el("ol", { class: "record", tabindex: 0 });
  #said = new WeakMap(); // li → { text, chat }
  #lets;

  constructor(label, lets) {
    this.node.setAttribute("aria-label", label);
    this.#lets = lets;
  }

  show(nodes) {
    this.node.replaceChildren();
    for (const { node, line } of nodes) this.#put(node, line);
    this.toEnd();
  }

  add(node, line) {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.#put(node, line);
    if (this.node.childElementCount > MOST_LINES) this.node.firstElementChild.remove();
    if (isAtEnd) this.toEnd();
  }

  #put(node, line) {
    this.#said.set(node, { text: JSON.stringify(line).toLowerCase(), chat: line.chat ?? line.facts?.chat ?? null });
    node.hidden = !this.#lets(this.#said.get(node));
    this.node.append(node);
  }

  filter() {
    for (const node of this.node.children) node.hidden = !this.#lets(this.#said.get(node));
    this.toEnd();
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }
}

export class Inspector {
  #text = el("input", { type: "search", placeholder: say("filter"), "aria-label": say("filter"), autocomplete: "off" });
  #chat = choice([], "");
  #calls;
  #log;
  #state;
  #tabs;
  #backstage;
  #chats;

  constructor(backstage, chats) {
    this.#backstage = backstage;
    this.#chats = chats;
    const isOfChat = (chat) => !this.#chat.value || String(chat) === this.#chat.value;
    const lets = ({ text, chat }) => text.includes(this.#text.value.toLowerCase()) && isOfChat(chat);
    this.#calls = new Lines(say("calls"), lets);
    this.#log = new Lines(say("log_lines"), lets);
    this.#state = new InspectorState(backstage);
    const entries = [
      { name: "calls", words: say("calls"), panel: el("div", { class: "sheet" }, this.#calls.node) },
      { name: "state", words: say("state"), panel: el("div", { class: "sheet" }, this.#state.node) },
      { name: "lines", words: say("log_lines"), panel: el("div", { class: "sheet" }, this.#log.node) },
    ];
    this.#tabs = new Tabs(say("tool_inspector"), entries, { style: "small", onShow: () => this.shown() });
    const filters = el("div", { class: "filters" }, this.#text, field(say("filter_chat"), this.#chat));
    this.node = el("div", { class: "panel inspector" }, filters, this.#tabs.node);
    this.#text.addEventListener("input", () => this.#filter());
    this.#text.addEventListener("keydown", (event) => this.#leaveFilter(event));
    this.#chat.addEventListener("change", () => this.#filter());
    this.#wire();
  }

  #wire() {
    const backstage = this.#backstage;
    backstage.on("all", () => {
      this.#calls.show(backstage.lines.map((line) => ({ node: drawLine(line, this.#nameOf(line.chat)), line })));
      this.#log.show(backstage.log.map((line) => ({ node: drawLog(line), line })));
      this.#showChats();
    });
    backstage.on("line", (line) => this.#calls.add(drawLine(line, this.#nameOf(line.chat)), line));
    backstage.on("log", (line) => this.#log.add(drawLog(line), line));
    backstage.on("state", () => this.#showState());
    for (const name of ["people", "chat", "group"]) this.#chats.on(name, () => this.#showChats());
  }

  /** Opens the calls at a line, whatever the filter was, and puts the focus on it. */
  show(number) {
    this.#text.value = "";
    this.#chat.value = "";
    this.#filter();
    this.#tabs.show("calls");
    const line = this.#calls.node.querySelector(`[data-number="${number}"]`);
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    const fold = line.querySelector("details");
    if (fold) fold.open = true;
    (line.querySelector("summary") ?? line).focus();
  }

  /** The inspector came to the front: what was added meanwhile is at the end. */
  shown() {
    this.#calls.toEnd();
    this.#log.toEnd();
  }

  #nameOf(chat) {
    if (chat === null) return "";
    const user = this.#chats.users.find(({ id }) => id === chat);
    return user?.name ?? this.#chats.groups.get(chat)?.title ?? String(chat);
  }

  #showChats() {
    const chosen = this.#chat.value;
    const people = this.#chats.buyers.map(({ id, name }) => [String(id), name]);
    const groups = [...this.#chats.groups].map(([id, { title }]) => [String(id), title]);
    const rows = [["", say("filter_all")], ...people, ...groups];
    this.#chat.replaceChildren(...rows.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
    this.#showState();
  }

  #showState() {
    const chat = this.#chat.value || this.#chats.current;
    this.#state.show(chat, this.#nameOf(Number(chat)), this.#text.value.toLowerCase());
  }

  #filter() {
    this.#calls.filter();
    this.#log.filter();
    this.#showState();
  }

  /** Escape empties the filter before it closes anything around it. */
  #leaveFilter(event) {
    if (event.key !== "Escape" || !this.#text.value) return;
    event.stopPropagation();
    event.preventDefault();
    this.#text.value = "";
    this.#filter();
  }
}
