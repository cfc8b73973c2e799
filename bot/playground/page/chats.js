// What the page knows: the bot, the buyers, their messages, the commands, and which taps wait for an answer.
// Law: it only keeps what the stand-in said; the views are told by name and draw themselves.
// Look next: log.js (the messages), people.js (the buyers), connection.js (where it comes from).
import { setNow } from "./clock.js";

const TAP_PATIENCE_MS = 20000;

export class Chats {
  me = { first_name: "Recourse" };
  users = [];
  current = null; // the id of the buyer whose phone this is; their private chat has the same id
  commands = {};
  descriptions = {};
  #messages = new Map();
  #taps = new Map();
  #listeners = new Map();

  /** Calls `listener(facts)` whenever `name` happens: "chat" "message" "edit" "delete" "people" "commands" "answer" "action" "taps" "clock". */
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  #tell(name, facts) {
    for (const listener of this.#listeners.get(name) ?? []) listener(facts);
  }

  get user() {
    return this.users.find((user) => user.id === this.current) ?? null;
  }

  get language() {
    return this.user?.language ?? "en";
  }

  /** The messages of the current buyer's chat, oldest first. */
  get messages() {
    return [...this.messagesOf(this.current).values()].sort((one, other) => one.message_id - other.message_id);
  }

  messagesOf(chatId) {
    const key = String(chatId);
    if (!this.#messages.has(key)) this.#messages.set(key, new Map());
    return this.#messages.get(key);
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
    for (const [id, chat] of Object.entries(snapshot.chats ?? {})) {
      for (const message of chat.messages) this.messagesOf(id).set(message.message_id, message);
    }
    this.#taps.clear();
    if (!this.user) this.current = this.users[0]?.id ?? null;
    this.#tell("people");
    this.#tell("commands");
    this.#tell("chat");
    for (const tap of snapshot.unanswered ?? []) this.#waitFor(tap);
  }

  change(change) {
    CHANGES[change.kind]?.call(this, change, (name, facts) => this.#tell(name, facts));
  }

  /** A new buyer takes the phone; the stand-in's own news of them may come before or after. */
  meet(user) {
    if (!this.users.some(({ id }) => id === user.id)) this.users.push(user);
    this.switchTo(user.id);
  }

  switchTo(id) {
    this.current = id;
    this.#tell("people");
    this.#tell("commands");
    this.#tell("chat");
  }

  #waitFor({ id, chat, message_id: message, data }) {
    const key = `${chat}/${message}/${data}`;
    clearTimeout(this.#taps.get(key)?.timer);
    const timer = setTimeout(() => this.endTap(chat, message, data), TAP_PATIENCE_MS);
    this.#taps.set(key, { id, chat, message, timer });
    this.#tell("taps", { chat, message });
  }

  /** A button was tapped and turns until the bot answers, or until Telegram's apps would give up. */
  beginTap(chat, message, data) {
    this.#waitFor({ chat, message_id: message, data });
  }

  /** The stand-in knows of a tap, by its id. */
  named(tap) {
    this.#waitFor(tap);
  }

  endTap(chat, message, data) {
    const key = `${chat}/${message}/${data}`;
    clearTimeout(this.#taps.get(key)?.timer);
    this.#taps.delete(key);
    this.#tell("taps", { chat, message });
  }

  isTapped(chat, message, data) {
    return this.#taps.has(`${chat}/${message}/${data}`);
  }

  /** The bot answered the tap of this id. */
  answered(id) {
    for (const [key, tap] of this.#taps) {
      if (tap.id !== id) continue;
      clearTimeout(tap.timer);
      this.#taps.delete(key);
      this.#tell("taps", tap);
    }
  }
}

const CHANGES = {
  message({ message }, tell) {
    this.messagesOf(message.chat.id).set(message.message_id, message);
    tell("message", message);
  },
  edit({ message }, tell) {
    this.messagesOf(message.chat.id).set(message.message_id, message);
    tell("edit", message);
  },
  delete({ chat, message_ids: gone }, tell) {
    for (const id of gone) {
      this.messagesOf(chat).delete(id);
      tell("delete", { chat, id });
    }
  },
  tap({ tap }) {
    this.named(tap);
  },
  answer(change, tell) {
    this.answered(change.id);
    if (change.user === this.current) tell("answer", change);
  },
  action({ chat, action }, tell) {
    tell("action", { chat, action });
  },
  user({ user }, tell) {
    const known = this.users.findIndex((other) => other.id === user.id);
    if (known < 0) this.users.push(user);
    else this.users[known] = user;
    tell("people");
    tell("commands");
  },
  commands({ commands }, tell) {
    this.commands = commands;
    tell("commands");
  },
  clock({ now }, tell) {
    setNow(now);
    tell("clock");
  },
};
