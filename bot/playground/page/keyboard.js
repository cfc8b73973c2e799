// The buttons under a message: callback, link and copy buttons, in three colours, reached by Tab and arrow keys.
// Law: a tapped button turns until the bot answered it, and after ten seconds says loudly that it did not; colour is never
// the only signal. Look next: taps.js.
import { copyText } from "./clipboard.js";
import { el, icon, within } from "./element.js";
import { say } from "./words.js";

const MANY = 10; // more buttons than this are one stop for the Tab key
const STYLES = new Set(["primary", "success", "danger"]);

/** The keyboard of a message, or null. `actions`: state(data) is "turning", "late" or null; tap(data). */
export function keyboardOf(message, actions) {
  const rows = message.reply_markup?.inline_keyboard?.filter((row) => row.length);
  if (!rows?.length) return null;
  const board = el("div", { class: "keyboard", role: "group" });
  for (const row of rows) {
    const dense = row.length > 4 ? " dense" : "";
    board.append(el("div", { class: `row${dense}` }, row.map((button) => buttonOf(button, actions))));
  }
  const buttons = [...board.querySelectorAll(".key")];
  if (buttons.length > MANY) buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
  board.addEventListener("keydown", moveFocus);
  board.addEventListener("focusin", ({ target }) => {
    if (buttons.length > MANY) buttons.forEach((button) => (button.tabIndex = button === target ? 0 : -1));
  });
  return board;
}

function buttonOf(button, actions) {
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const words = el("span", { dir: "auto" }, button.text);
  if (button.url) {
    const href = /^(https?|tg):/i.test(button.url) ? button.url : `https://${button.url}`;
    const attributes = { class: `key${style}`, href, target: "_blank", rel: "noopener noreferrer" };
    return el("a", { ...attributes, "aria-description": say("open_link") }, words, icon("out"));
  }
  const attributes = { class: `key${style}`, type: "button" };
  if (button.copy_text) {
    const node = el("button", attributes, words, icon("copy"));
    node.addEventListener("click", () => copyText(button.copy_text.text, node));
    return node;
  }
  const data = button.callback_data;
  const node = el("button", { ...attributes, data: { data }, onclick: () => actions.tap(data) }, words);
  mark(node, actions.state(data));
  return node;
}

function mark(key, state) {
  key.ariaBusy = state === "turning" ? "true" : null;
  key.classList.toggle("late", state === "late");
}

/** The line under a message whose buttons were tapped and never answered; null when all were. */
export function lateNote(buttons) {
  if (!buttons.length) return null;
  return el("p", { class: "late-note", role: "alert", dir: "auto" }, icon("alarm"), say("late_tap", { button: buttons.join("”, “") }));
}

/** Marks which buttons of a shown keyboard turn or are late, without building it anew. */
export function markTaps(board, state) {
  for (const key of board.querySelectorAll(".key[data-data]")) mark(key, state(key.dataset.data));
}

/** Where the focus is in a keyboard, as [row, column], or null. */
export function focusIn(board) {
  const key = board?.contains(document.activeElement) && document.activeElement.closest(".key");
  if (!key) return null;
  return [[...board.children].indexOf(key.parentElement), [...key.parentElement.children].indexOf(key)];
}

/** Puts the focus at that place, or at the nearest there is. */
export function focusAt(board, [row, column]) {
  const line = board?.children[within(0, row, board.children.length - 1)];
  line?.children[within(0, column, line.children.length - 1)]?.focus({ preventScroll: true });
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function moveFocus(event) {
  const move = MOVES[event.key];
  const at = move && focusIn(event.currentTarget);
  if (!at) return;
  event.preventDefault();
  const [row, column] = [at[0] + move[0], at[1] + move[1]];
  if (row < 0 || row >= event.currentTarget.children.length) return;
  focusAt(event.currentTarget, [row, column]);
  document.activeElement.scrollIntoView({ block: "nearest" });
}
