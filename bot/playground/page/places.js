// Where a message stands: a private chat, or a topic of a group. Law: a place is a text, equal for equal places.
export const GENERAL = 1; // the topic every forum has; its messages carry no thread

/** The topic of a group's message. */
export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : GENERAL);

export const placeOf = (message) =>
  message.chat.type === "private" ? String(message.chat.id) : `${message.chat.id}/${topicOf(message)}`;

/** Things that happened rather than were said: the kinds of service message the page can tell of. */
export const EVENTS = [
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "general_forum_topic_hidden",
  "general_forum_topic_unhidden",
  "pinned_message",
  "new_chat_members",
  "left_chat_member",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "group_chat_created",
];

export const eventOf = (message) => EVENTS.find((name) => name in message) ?? null;
