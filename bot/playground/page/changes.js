// How each kind of news from the stand-in is taken in: one row per kind. Law: a kind that is not here is for other panels.
// Look next: chats.js, which keeps it all.
import { setNow } from "./clock.js";

function put(name) {
  return (chats, { message }) => {
    chats.messagesOf(message.chat.id).set(message.message_id, message);
    if (name === "message") chats.unread.note(message);
    chats.tell(name, message);
  };
}

/** Telegram's reactions in whatever form: emoji, or objects with an emoji and who set it. */
function reaction(chats, { chat, message_id: id, reactions, emojis }) {
  const known = chats.messagesOf(chat).get(id);
  if (!known) return;
  const message = { ...known, reactions: reactions ?? emojis ?? [] };
  chats.messagesOf(chat).set(id, message);
  chats.tell("edit", message);
}

function topic(chats, { chat, topic: given, kind, ...facts }) {
  const group = chats.groups.get(chat);
  if (!group) return;
  const card = typeof given === "object" ? given : { id: given, ...facts };
  const others = group.topics.filter(({ id }) => id !== card.id);
  group.topics = facts.deleted ? others : [...others, { ...group.topics.find(({ id }) => id === card.id), ...card }];
  chats.tell("topics", chat);
}

function person(chats, { user }) {
  const known = chats.users.findIndex((other) => other.id === user.id);
  if (known < 0) chats.users.push(user);
  else chats.users[known] = user;
  if (chats.current === null && !user.volunteer) chats.switchTo(user.id);
  chats.tell("people");
  chats.tell("commands");
}

export const CHANGES = {
  message: put("message"),
  edit: put("edit"),
  reaction,
  topic,
  user: person,
  clock: (chats, { now }) => {
    setNow(now);
    chats.tell("clock");
  },
  delete(chats, { chat, message_ids: gone }) {
    for (const id of gone) {
      chats.messagesOf(chat).delete(id);
      chats.tell("delete", { chat, id });
    }
  },
  topic_gone: (chats, { chat, id }) => topic(chats, { chat, topic: id, deleted: true }),
  group(chats, { chat }) {
    chats.takeChat(chat.id, chat);
    chats.tell("group");
  },
  pins(chats, { chat, pinned }) {
    chats.pin(chat, pinned);
    chats.tell("pins", chat);
  },
  tap: (chats, { tap }) => chats.tapped(tap),
  answer(chats, change) {
    chats.taps.answered(change.id);
    chats.tell("answer", change);
  },
  action: (chats, change) => chats.tell("action", change),
  commands(chats, { commands }) {
    chats.commands = commands;
    chats.tell("commands");
  },
};
