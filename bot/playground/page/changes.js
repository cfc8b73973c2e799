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

function reaction(chats, { chat, message_id: id, reactions }) {
  const known = chats.messagesOf(chat).get(id);
  if (!known) return;
  const message = { ...known, reactions };
  chats.messagesOf(chat).set(id, message);
  chats.tell("edit", message);
}

/** A topic that is new or changed, or without it, one that is gone. */
function topic(chats, { chat, id, topic: card }) {
  const group = chats.groups.get(chat);
  if (!group) return;
  group.topics = group.topics.filter((other) => other.id !== (card?.id ?? id));
  if (card) group.topics.push(card);
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
  topic_gone: topic,
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
