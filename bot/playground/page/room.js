// One chat on the screen, in the phone or in the group: its messages, what is pinned, the field to write in, the paperclip.
// Law: who acts, and where, is the side's to say (phone.js, group.js); a room does the same for both.
// Look next: log.js (the messages), composer.js (the field), tray.js (the paperclip).
import { CommandMenu } from "./commandmenu.js";
import { Composer } from "./composer.js";
import { act } from "./connection.js";
import { icon } from "./element.js";
import { lineOf } from "./events.js";
import { Log } from "./log.js";
import { alertBox, toast } from "./notices.js";
import { eventOf } from "./places.js";
import { hasReacted } from "./reactions.js";
import { Tray } from "./tray.js";
import { say, translate } from "./words.js";

/** Gives a copy of the template its words and pictures, and its ids a prefix of their own. */
function furnish(root) {
  root.append(document.querySelector("#conversation").content.cloneNode(true));
  const { prefix } = root.dataset;
  for (const node of root.querySelectorAll("[id]")) node.id = prefix + node.id;
  for (const name of ["aria-controls", "aria-labelledby"]) {
    for (const node of root.querySelectorAll(`[${name}]`)) node.setAttribute(name, prefix + node.getAttribute(name));
  }
  translate(root);
  for (const node of root.querySelectorAll("[data-icon]")) node.append(icon(node.dataset.icon));
}

export class Room {
  #root;
  #chats;
  #side;
  #log;
  #composer;
  #menu;
  #pinned;

  /**
   * `side`: user (who acts), chat and thread (where), place (the same as a text; null: nowhere), has(message),
   * language, zone, dayFirst (how its device writes), showsNames (whether each message bears a name).
   */
  constructor(root, chats, side) {
    furnish(root);
    this.#root = root;
    this.#chats = chats;
    this.#side = side;
    this.#pinned = root.querySelector(".pinned");
    this.#menu = new CommandMenu(root, (command) => {
      this.#composer.fill("");
      this.says(command);
    });
    this.#composer = new Composer(root, {
      says: (text) => this.says(text),
      edits: (message, text) => this.does("edits", { message_id: message.message_id, text }),
      lastOwn: () => this.messages.findLast((message) => this.isMine(message) && message.text !== undefined),
      nameOf: (message) => (this.isMine(message) ? say("you") : this.nameOf(message)),
      menu: this.#menu,
    });
    const tray = new Tray(root, (name, facts) => this.#sends(name, facts));
    this.#log = new Log(root, this);
    this.#wireFiles(tray);
    this.#listen();
  }

  get user() {
    return this.#side.user;
  }

  get language() {
    return this.#side.language;
  }

  get zone() {
    return this.#side.zone;
  }

  get dayFirst() {
    return this.#side.dayFirst;
  }

  get showsNames() {
    return this.#side.showsNames;
  }

  get messages() {
    return this.#side.place === null ? [] : this.#chats.messages(this.#side.chat).filter((message) => this.#side.has(message));
  }

  /** Another chat comes in, or another person. */
  show() {
    this.#composer.switchTo(this.#side.place);
    this.#log.show(this.messages);
    this.#showPinned();
  }

  /** The same chat under another clock; whoever reads is not moved. */
  redraw() {
    this.#log.redraw();
  }

  /** Whether one may write here now. */
  allowWriting(isAllowed) {
    this.#root.querySelector(".composer").hidden = !isAllowed;
  }

  setCommands(commands) {
    this.#menu.set(commands);
  }

  /** Does an act as whoever acts here, in this place; says so when it was refused. True when it went through. */
  async does(name, facts) {
    const { user, chat, thread } = this.#side;
    const answer = await act(name, user, { chat, thread, ...facts });
    if (!answer.ok) toast(say("failed", { error: answer.error }), this.#root);
    return answer.ok;
  }

  says(text) {
    return this.#sends("says", { text });
  }

  isMine = (message) => message.from?.id === this.#side.user;

  nameOf = (message) => (message.from_bot ? this.#chats.me.first_name : (message.from?.first_name ?? this.#chats.me.first_name));

  onCommand = (text) => this.says(text);

  reply = (message) => this.#composer.startReply(message);

  edit = (message) => this.#composer.startEditing(message);

  remove = async (messages) => {
    for (const { message_id: id } of messages) await this.does("deletes", { message_id: id });
  };

  /** Sets a reaction, or takes the same one back. */
  react = (message, emoji) =>
    this.does("reacts", { message_id: message.message_id, emoji: hasReacted(message, this.user, emoji) ? null : emoji });

  goTo = (id) => this.#log.goTo(id);

  tapState = (message, data) => this.#chats.taps.stateOf(message.chat.id, message.message_id, data);

  lateOn = (message) => this.#chats.taps.lateOn(message.chat.id, message.message_id);

  tap = async (message, data) => {
    if (this.tapState(message, data) === "turning") return;
    const { id } = message.chat;
    this.#log.pressed(true);
    this.#chats.tapped({ chat: id, message_id: message.message_id, data });
    if (!(await this.does("taps", { message_id: message.message_id, data }))) this.#chats.taps.end(id, message.message_id, data);
  };

  async #sends(name, facts) {
    const went = await this.does(name, { reply_to: this.#composer.replyTo, ...facts });
    if (went) this.#composer.stopReply();
    return went;
  }

  #listen() {
    const on = (name, listener) => this.#chats.on(name, listener);
    const here = (message) => this.#side.place !== null && message.chat.id === this.#side.chat && this.#side.has(message);
    on("message", (message) => here(message) && this.#log.add(message));
    on("edit", (message) => {
      if (!here(message)) return;
      this.#log.edit(message);
      this.#showPinned();
    });
    on("delete", ({ chat, id }) => {
      if (chat !== this.#side.chat) return;
      this.#log.remove(id);
      this.#composer.forget(id);
      this.#showPinned();
    });
    on("pins", (chat) => chat === this.#side.chat && this.#showPinned());
    on("tapped", ({ chat }) => chat === this.#side.chat && this.#log.pressed(false));
    on("taps", ({ chat, message }) => chat === this.#side.chat && this.#log.markTaps(message));
    on("answer", ({ chat, user, text, show_alert: isAlert }) => {
      if (!text || chat !== this.#side.chat || user !== this.#side.user) return;
      if (isAlert) alertBox(text);
      else toast(text, this.#root);
    });
  }

  /** The message pinned last in this place; a press leads to it. */
  #showPinned() {
    const here = new Map(this.messages.map((message) => [message.message_id, message]));
    const message = this.#chats.pinned(this.#side.chat).map((id) => here.get(id)).findLast(Boolean);
    this.#pinned.hidden = !message;
    if (!message) return;
    this.#pinned.querySelector("[dir]").textContent = eventOf(message) ? "" : lineOf(message);
    this.#pinned.onclick = () => this.goTo(message.message_id);
  }

  #wireFiles(tray) {
    this.#root.addEventListener("dragover", (event) => event.preventDefault());
    this.#root.addEventListener("drop", (event) => {
      event.preventDefault();
      tray.take([...event.dataTransfer.files]);
    });
    this.#root.querySelector(".write").addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      tray.take(files);
    });
  }
}
