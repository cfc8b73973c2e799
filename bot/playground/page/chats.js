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

  /** Calls `listener(facts)` whenever `name` happens: "chat" "message" "edit" "delete" "people" "commands" "answer" "action" "taps" "complaint". */
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
    for (const tap of snapshot.unanswered ?? []) this.#waitFor(tap);
    if (!this.user) this.current = this.users[0]?.id ?? null;
    this.#tell("people");
    this.#tell("commands");
    this.#tell("chat");
  }

  change(change) {
    if (change.now) setNow(change.now);
    CHANGES[change.kind]?.call(this, change, (name, facts) => this.#tell(name, facts));
  }

  switchTo(id) {
    this.current = id;
    this.#tell("people");
    this.#tell("commands");
    this.#tell("chat");
  }

  #waitFor(tap) {
    const chat = tap.chat_id ?? tap.message?.chat?.id ?? tap.user ?? tap.from?.id;
    const message = tap.message_id ?? tap.message?.message_id;
    const key = `${chat}/${message}/${tap.data}`;
    clearTimeout(this.#taps.get(key)?.timer);
    const timer = setTimeout(() => this.endTap(chat, message, tap.data), TAP_PATIENCE_MS);
    this.#taps.set(key, { id: tap.id ?? tap.callback_query_id, chat, message, timer });
  }

  /** A button was tapped and turns until the bot answers, or until Telegram's apps would give up. */
  beginTap(chat, message, data) {
    this.#waitFor({ chat_id: chat, message_id: message, data });
    this.#tell("taps", { chat, message });
  }

  nameTap(chat, message, data, id) {
    const tap = this.#taps.get(`${chat}/${message}/${data}`);
    if (tap) tap.id = id;
  }

  endTap(chat, message, data) {
    clearTimeout(this.#taps.get(`${chat}/${message}/${data}`)?.timer);
    this.#taps.delete(`${chat}/${message}/${data}`);
    this.#tell("taps", { chat, message });
  }

  isTapped(chat, message, data) {
    return this.#taps.has(`${chat}/${message}/${data}`);
  }

  /** Ends the taps an answer is for: the one of that id, else all of that buyer. */
  answered(id, user) {
    const byId = [...this.#taps].filter(([, tap]) => id !== undefined && tap.id === id);
    const ended = byId.length ? byId : [...this.#taps].filter(([, tap]) => tap.chat === user);
    for (const [key, tap] of ended) {
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
  delete(change, tell) {
    const chat = change.chat_id ?? change.chat;
    for (const id of change.message_ids ?? [change.message_id]) {
      this.messagesOf(chat).delete(id);
      tell("delete", { chat, id });
    }
  },
  answer(change, tell) {
    const user = change.user ?? change.user_id ?? change.from;
    this.answered(change.callback_query_id ?? change.id, user);
    if (user === undefined || user === this.current) tell("answer", change);
  },
  action(change, tell) {
    tell("action", { chat: change.chat_id ?? change.chat, action: change.action });
  },
  user({ user }, tell) {
    const known = this.users.findIndex((other) => other.id === user.id);
    if (known < 0) this.users.push(user);
    else this.users[known] = user;
    tell("people");
    tell("commands");
  },
  commands(change, tell) {
    if (Array.isArray(change.commands)) this.commands[change.language ?? ""] = change.commands;
    else Object.assign(this.commands, change.commands);
    tell("commands");
  },
  complaint(change, tell) {
    tell("complaint", change);
  },
};
