// One message, or one album, as it is seen: who, words, pictures, time, reactions, buttons.
// Law: it draws only what the message says; it keeps no state, so an edit is simply drawn again.
// Look next: entities.js (the words), keyboard.js (the buttons), log.js (where bubbles stand).
import { attachmentOf } from "./attachments.js";
import { timeOfDay, wholeMoment } from "./clock.js";
import { el, icon } from "./element.js";
import { textNodes } from "./entities.js";
import { eventLine, lineOf } from "./events.js";
import { keyboardOf, lateNote } from "./keyboard.js";
import { openMenu } from "./messagemenu.js";
import { pictureGrid } from "./pictures.js";
import { eventOf } from "./places.js";
import { reactionRow } from "./reactions.js";
import { say } from "./words.js";

const TINTS = 6;

/**
 * Fills `node` with the messages of one entry (several only for an album). `hands` is the room's: user, language, zone,
 * dayFirst, showsNames, nameOf(message), isMine(message), onCommand(text), tapState(message, data), lateOn(message),
 * tap(message, data), goTo(id), and what messagemenu.js asks for.
 */
export function drawBubble(node, messages, hands) {
  const last = messages.at(-1);
  if (eventOf(last)) return node.replaceChildren(eventLine(last));
  const told = messages.find((message) => message.caption ?? message.text) ?? last;
  const photos = messages.filter((message) => message.photo);
  const board = keyboardOf(last, {
    state: (data) => hands.tapState(last, data),
    tap: (data) => hands.tap(last, data),
  });
  const attachments = messages.map(attachmentOf).filter(Boolean);
  const bare = attachments.length === 1 && last.sticker;
  const words = told.text ?? told.caption;
  const bubble = el(
    "div",
    { class: `bubble${photos.length ? " with-pictures" : ""}${bare ? " bare" : ""}` },
    authorOf(last, hands),
    quoteOf(last, hands),
    photos.length > 0 && pictureGrid(photos),
    attachments,
    words ? wordsOf(told, words, messages, hands) : stampOf(messages, hands),
    reactionRow(last, hands.user, (emoji) => hands.react(last, emoji)),
    actionsOf(told, messages, hands),
  );
  if (board) board.setAttribute("aria-label", (words ?? "").slice(0, 80));
  node.classList.toggle("has-keyboard", Boolean(board));
  return node.replaceChildren(bubble, ...[board, lateNote(hands.lateOn(last))].filter(Boolean));
}

function authorOf(message, hands) {
  const name = hands.isMine(message) ? say("you") : hands.nameOf(message);
  if (!hands.showsNames || hands.isMine(message)) return el("span", { class: "unseen" }, name, ": ");
  const tint = Math.abs(message.from?.id ?? 0) % TINTS;
  return el("strong", { class: `author tint-${tint}`, dir: "auto" }, name, el("span", { class: "unseen" }, ": "));
}

function wordsOf(told, words, messages, hands) {
  const { language, zone, dayFirst, onCommand } = hands;
  const place = { key: `${told.chat.id}/${told.message_id}`, language, zone, dayFirst, onCommand };
  const nodes = textNodes(words, told.entities ?? told.caption_entities, place);
  const big = !told.entities?.length && /^(\p{Extended_Pictographic}\uFE0F?){1,3}$/u.test(words);
  // The stamp floats at the end of the last line; its own direction keeps it out of what dir=auto looks at.
  return el("div", { class: `words${big ? " big" : ""}`, dir: "auto", lang: language }, nodes, stampOf(messages, hands));
}

function stampOf(messages, { zone }) {
  const last = messages.at(-1);
  // Apps do not mark what a bot edits: its screens change all the time.
  const edited = messages.some((message) => !message.from_bot && (message.edited ?? message.edit_date));
  return el(
    "span",
    { class: "stamp", dir: "ltr" },
    edited && el("span", { class: "edited" }, say("edited")),
    el("time", { datetime: new Date(last.date * 1000).toISOString(), title: wholeMoment(last.date, zone) }, timeOfDay(last.date, zone)),
  );
}

/** What a message answers; a topic's own beginning, which every message in it "answers", is not shown. */
function quoteOf(message, hands) {
  const answered = message.reply_to_message;
  if (!answered || eventOf(answered)) return null;
  const name = hands.isMine(answered) ? say("you") : hands.nameOf(answered);
  return el(
    "button",
    { class: "answered", type: "button", onclick: () => hands.goTo(answered.message_id) },
    el("span", { class: "unseen" }, say("answers"), " "),
    el("b", { dir: "auto" }, name),
    el("span", { dir: "auto" }, message.quote?.text ?? lineOf(answered)),
  );
}

function actionsOf(message, messages, hands) {
  const reply = { class: "action", type: "button", tabindex: -1, "aria-label": say("reply"), title: say("reply"), onclick: () => hands.reply(message) };
  const more = el(
    "button",
    { class: "action more", type: "button", tabindex: -1, "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": say("message_menu"), title: say("message_menu") },
    icon("dots"),
  );
  more.addEventListener("click", () => openMenu(more, message, messages, hands));
  return el("span", { class: "actions" }, el("button", reply, icon("reply")), more);
}
