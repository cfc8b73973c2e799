// The reactions under a message: each emoji with how many set it. Look next: messagemenu.js, where one is chosen.
import { el } from "./element.js";
import { say } from "./words.js";

/** What can be chosen; a part of what Telegram lets anybody use. */
export const EMOJI = ["👍", "❤", "🙏", "👀", "🔥", "🤔", "😢", "👌"];

/** An emoji as a picture, also where the bare sign would be drawn as a letter. */
export const pictured = (emoji) => `${emoji}\uFE0F`;

/** This person set this reaction. */
export const hasReacted = (message, user, emoji) =>
  (message.reactions ?? []).some((reaction) => reaction.user === user && reaction.emoji === emoji);

/** The row of reactions of a message, or null. `user` is who looks; `react(emoji)` sets or takes back theirs. */
export function reactionRow(message, user, react) {
  const all = message.reactions ?? [];
  if (!all.length) return null;
  const row = el("div", { class: "reactions", role: "group", "aria-label": say("reactions") });
  for (const emoji of new Set(all.map((reaction) => reaction.emoji))) {
    const count = all.filter((reaction) => reaction.emoji === emoji).length;
    const pressed = String(hasReacted(message, user, emoji));
    const attributes = { class: "reaction", type: "button", "aria-pressed": pressed, "aria-label": `${emoji} ${count}` };
    row.append(el("button", { ...attributes, onclick: () => react(emoji) }, el("span", {}, pictured(emoji)), el("b", {}, count)));
  }
  return row;
}
