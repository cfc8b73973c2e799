// One message, or one album, as it is seen: words, pictures, time, buttons.
// Law: it draws only what the message says; it keeps no state, so an edit is simply drawn again.
// Look next: entities.js (the words), keyboard.js (the buttons), log.js (where bubbles stand).
import { attachmentOf } from "./attachments.js";
import { timeOfDay, wholeMoment } from "./clock.js";
import { el, icon } from "./element.js";
import { textNodes } from "./entities.js";
import { keyboardOf } from "./keyboard.js";
import { pictureGrid } from "./pictures.js";
import { say } from "./words.js";

/**
 * Fills `node` with the messages of one entry (several only for an album).
 * `hands`: language, botName, onCommand(text), onEdit(message), isTapped(message, data), tap(message, data).
 */
export function drawBubble(node, messages, hands) {
  const last = messages.at(-1);
  const told = messages.find((message) => message.caption ?? message.text) ?? last;
  const photos = messages.filter((message) => message.photo);
  const board = keyboardOf(last, {
    isTapped: (data) => hands.isTapped(last, data),
    tap: (data) => hands.tap(last, data),
  });
  const attachments = messages.map(attachmentOf).filter(Boolean);
  const bare = attachments.length === 1 && last.sticker;
  const words = told.text ?? told.caption;
  const bubble = el(
    "div",
    { class: `bubble${photos.length ? " with-pictures" : ""}${bare ? " bare" : ""}` },
    el("span", { class: "unseen" }, last.from_bot ? hands.botName : say("you"), ": "),
    quoteOf(last),
    photos.length > 0 && pictureGrid(photos),
    attachments,
    words ? wordsOf(told, words, messages, hands) : stampOf(messages),
  );
  if (board) board.setAttribute("aria-label", (words ?? "").slice(0, 80));
  node.replaceChildren(bubble, ...(board ? [board] : []));
  node.classList.toggle("has-keyboard", Boolean(board));
  if (!last.from_bot && last.text !== undefined) bubble.after(editButton(last, hands));
}

function wordsOf(told, words, messages, hands) {
  const place = { key: `${told.chat.id}/${told.message_id}`, language: hands.language, onCommand: hands.onCommand };
  const nodes = textNodes(words, told.entities ?? told.caption_entities, place);
  const big = !told.entities?.length && /^(\p{Extended_Pictographic}\uFE0F?){1,3}$/u.test(words);
  // The stamp floats at the end of the last line; its own direction keeps it out of what dir=auto looks at.
  return el("div", { class: `words${big ? " big" : ""}`, dir: "auto", lang: hands.language }, nodes, stampOf(messages));
}

function stampOf(messages) {
  const last = messages.at(-1);
  // Apps do not mark what a bot edits: its screens change all the time.
  const edited = messages.some((message) => !message.from_bot && (message.edited ?? message.edit_date));
  return el(
    "span",
    { class: "stamp", dir: "ltr" },
    edited && el("span", { class: "edited" }, say("edited")),
    el("time", { datetime: new Date(last.date * 1000).toISOString(), title: wholeMoment(last.date) }, timeOfDay(last.date)),
  );
}

function quoteOf(message) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  return el("div", { class: "answered", dir: "auto" }, answered.text ?? answered.caption ?? say("picture"));
}

function editButton(message, hands) {
  return el(
    "button",
    { class: "edit", type: "button", "aria-label": say("edit"), title: say("edit"), onclick: () => hands.onEdit(message) },
    icon("edit"),
  );
}
