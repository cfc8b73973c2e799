// What the page knows: the bot, the people, the chats with their messages and topics, the commands.
// Law: it only keeps what the stand-in said; the views are told by name and draw themselves.
// Look next: changes.js (how news is taken in), room.js (a chat on the screen), connection.js (where it comes from).
import { CHANGES } from "./changes.js";
import { setNow } from "./clock.js";
import { Taps } from "./taps.js";
import { Unread } from "./unread.js";

export class Chats {
  me = { first_name: "Recourse" };
  users = [];
  current = null; // the id of the buyer whose phone this is; their private chat has the same id
  commands = {};
  descriptions = {};
  groups = new Map(); // id → the group's card without its messages
  taps = new Taps((tap) => this.tell("taps", tap));
  unread = new Unread(() => this.tell("unread"));
  #pins = new Map();
  #messages = new Map();
  #listeners = new Map();

  /**
   * Calls `listener(facts)` whenever `name` happens: "snapshot" "chat" (another buyer's) "message" "edit" "delete" "people"
   * "commands" "group" "topics" "visit" (a topic to be opened) "pins" "answer" "action" "tapped" (a button, just now) "taps"
   * (what is known of a message's) "unread".
   */
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  tell(name, facts) {
    for (const listener of this.#listeners.get(name) ?? []) listener(facts);
  }

  get user() {
    return this.users.find((user) => user.id === this.current) ?? null;
  }

  get buyers() {
    return this.users.filter((user) => !user.volunteer);
  }

  get volunteers() {
    return this.users.filter((user) => user.volunteer);
  }

  /** The support group: the first that was not upgraded to another; null when there is none. */
  get group() {
    return [...this.groups.values()].find(({ type, migrated_to: moved }) => type === "supergroup" && !moved) ?? null;
  }

  get language() {
    return this.user?.language ?? "en";
  }

  /** The messages of a chat, oldest first. */
  messages(chatId) {
    return [...this.messagesOf(chatId).values()].sort((one, other) => one.message_id - other.message_id);
  }

  messagesOf(chatId) {
    const key = String(chatId);
    if (!this.#messages.has(key)) this.#messages.set(key, new Map());
    return this.#messages.get(key);
  }

  /** The ids of what is pinned in a chat, the latest last. */
  pinned(chatId) {
    return this.#pins.get(String(chatId)) ?? [];
  }

  pin(chatId, pinned) {
    this.#pins.set(String(chatId), pinned);
  }

  /** A table by language in the buyer's language, or the one for everybody, or English. */
  inLanguage(table) {
    return table[this.language] ?? table[""] ?? table.en ?? Object.values(table)[0];
  }

  take(snapshot) {
    setNow(snapshot.now);
    this.me = snapshot.me ?? this.me;
    this.users = snapshot.users ?? [];
    this.commands = snapshot.commands ?? {};
    this.descriptions = snapshot.descriptions ?? {};
    this.#messages.clear();
    this.#pins.clear();
    this.groups.clear();
    for (const [id, chat] of Object.entries(snapshot.chats ?? {})) this.takeChat(Number(id), chat);
    this.taps.clear();
    this.unread.take(snapshot.run, [...this.#messages.values()].flatMap((messages) => [...messages.values()]));
    if (!this.buyers.some(({ id }) => id === this.current)) this.current = this.buyers[0]?.id ?? null;
    for (const name of ["people", "commands", "group", "chat", "snapshot"]) this.tell(name);
    for (const tap of snapshot.unanswered ?? []) this.tapped(tap);
  }

  /** A chat with its messages, as a snapshot has it. */
  takeChat(id, { messages, pinned, ...card }) {
    if (card.type !== "private") this.groups.set(id, { id, topics: [], ...card });
    this.messagesOf(id).clear();
    for (const message of messages ?? []) this.messagesOf(id).set(message.message_id, message);
    this.pin(id, pinned ?? []);
  }

  change(change) {
    CHANGES[change.kind]?.(this, change);
  }

  /** A tap waits for the bot; it bears the words of its button. */
  tapped(tap) {
    const rows = this.messagesOf(tap.chat).get(tap.message_id)?.reply_markup?.inline_keyboard ?? [];
    this.taps.wait(tap, rows.flat().find((button) => button.callback_data === tap.data)?.text);
    this.tell("tapped", tap);
  }

  /** A new buyer takes the phone; the stand-in's own news of them may come before or after. */
  meet(user) {
    if (!this.users.some(({ id }) => id === user.id)) this.users.push(user);
    this.switchTo(user.id);
  }

  switchTo(id) {
    this.current = id;
    for (const name of ["people", "commands", "chat"]) this.tell(name);
  }
}
