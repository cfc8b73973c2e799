// The reactions under a message: each emoji with how many set it. Look next: messagemenu.js, where one is chosen.
import { el } from "./element.js";
import { say } from "./words.js";

/** What can be chosen; a part of what Telegram lets anybody use. */
export const EMOJI = ["👍", "❤️", "🙏", "👀", "🔥", "🤔", "😢", "👌"].map((emoji) => emoji.replace("\uFE0F", ""));

const own = ({ user, user_id: id, from }) => user?.id ?? user ?? id ?? from?.id ?? null;

/** Emoji → the people who set it, in whatever form the stand-in lists them. */
function counted(reactions) {
  const found = new Map();
  for (const given of reactions ?? []) {
    const emoji = given.emoji ?? given.type?.emoji ?? given;
    if (typeof emoji !== "string") continue;
    const people = given.users ?? Array.from({ length: given.count ?? given.total_count ?? 1 }, () => own(given));
    found.set(emoji, [...(found.get(emoji) ?? []), ...people]);
  }
  return found;
}

/** The row of reactions of a message, or null. `user` is who looks; `react(emoji)` sets or takes back theirs. */
export function reactionRow(message, user, react) {
  const all = counted(message.reactions);
  if (!all.size) return null;
  const row = el("div", { class: "reactions", role: "group", "aria-label": say("reactions") });
  for (const [emoji, people] of all) {
    const mine = people.includes(user);
    const attributes = { class: "reaction", type: "button", "aria-pressed": String(mine), "aria-label": `${emoji} ${people.length}` };
    row.append(el("button", { ...attributes, onclick: () => react(emoji) }, el("span", {}, emoji), el("b", {}, people.length)));
  }
  return row;
}
