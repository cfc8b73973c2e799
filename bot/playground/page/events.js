// Lines about what happened in a chat: a topic was opened, a message pinned, somebody came. One row per kind of event.
// Look next: places.js (which kinds there are), log.js (where the lines stand).
import { el } from "./element.js";
import { eventOf } from "./places.js";
import { say } from "./words.js";

const names = (people) => people.map((person) => person.first_name).join(", ");

const SHORT = 60;
const shortened = (text) => (text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()}…` : text);

const SAID = {
  forum_topic_created: (message, who) => say("topic_opened", { who, name: message.forum_topic_created.name }),
  forum_topic_edited: (message, who) =>
    message.forum_topic_edited.name ? say("topic_renamed", { who, name: message.forum_topic_edited.name }) : say("topic_changed", { who }),
  forum_topic_closed: (message, who) => say("topic_was_closed", { who }),
  forum_topic_reopened: (message, who) => say("topic_reopened", { who }),
  general_forum_topic_hidden: (message, who) => say("topic_changed", { who }),
  general_forum_topic_unhidden: (message, who) => say("topic_changed", { who }),
  pinned_message: (message, who) => say("was_pinned", { who, text: shortened(lineOf(message.pinned_message)) }),
  new_chat_members: (message) => say("came", { who: names(message.new_chat_members) }),
  left_chat_member: (message) => say("left", { who: message.left_chat_member.first_name }),
  migrate_to_chat_id: () => say("upgraded"),
  migrate_from_chat_id: () => say("upgraded"),
  group_chat_created: (message, who) => say("group_made", { who }),
};

const KINDS = ["photo", "video", "animation", "video_note", "voice", "audio", "document", "sticker", "location", "contact"];
const KIND_WORDS = { photo: "picture", animation: "video", video_note: "video", audio: "voice" };

/** What a message says, in one line: its words, what it carries, or what happened. Names no one. */
export function lineOf(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 200);
  if (eventOf(message)) return happened(message);
  const kind = KINDS.find((name) => name in message);
  return kind ? say(KIND_WORDS[kind] ?? kind) : say("unsupported");
}

/** What happened, in words, for a message that tells of an event. */
export function happened(message) {
  return SAID[eventOf(message)](message, message.from?.first_name ?? "");
}

/** The line as it stands in the chat. */
export const eventLine = (message) => el("p", { class: "event", dir: "auto" }, happened(message));
