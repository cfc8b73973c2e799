// What can be done with one message: react, reply, copy, edit, delete. Opened by its button, a long press, or from the keyboard.
// Law: it closes by itself when something was chosen, on Escape, and when the focus leaves. Look next: log.js, room.js.
import { copyText } from "./clipboard.js";
import { el, icon, within } from "./element.js";
import { EMOJI, pictured } from "./reactions.js";
import { say } from "./words.js";

const EDGE = 8;
let open = null;

function close(andFocus) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (andFocus) anchor.focus({ preventScroll: true });
}

function item(picture, words, work, style = "") {
  const chosen = () => {
    close(true);
    work();
  };
  return el("button", { class: `choice ${style}`, type: "button", role: "menuitem", tabindex: -1, onclick: chosen }, icon(picture), words);
}

function place(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const pane = anchor.closest(".pane").getBoundingClientRect();
  const left = within(pane.left + EDGE, from.left + from.width / 2 - menu.offsetWidth / 2, pane.right - menu.offsetWidth - EDGE);
  const below = from.bottom + 4;
  const top = below + menu.offsetHeight > innerHeight - EDGE ? from.top - menu.offsetHeight - 4 : below;
  menu.style.left = `${within(EDGE, left, innerWidth - menu.offsetWidth - EDGE)}px`;
  menu.style.top = `${within(EDGE, top, innerHeight - menu.offsetHeight - EDGE)}px`;
}

function move(event) {
  const menu = event.currentTarget;
  if (event.key === "Escape" || event.key === "Tab") {
    event.stopPropagation();
    return close(true);
  }
  const all = [...menu.querySelectorAll("button")];
  const faces = EMOJI.length;
  const at = all.indexOf(document.activeElement);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at < faces ? faces - at : 1, ArrowUp: at === faces ? -faces : -1, Home: -at, End: all.length - 1 - at };
  if (!(event.key in steps)) return undefined;
  event.preventDefault();
  return all[(at + steps[event.key] + all.length) % all.length].focus();
}

/**
 * Opens the menu of a message beside `anchor`; `messages` are the whole album it stands for, or itself alone.
 * `hands`: isMine(message), reply(message), edit(message), remove(messages), react(message, emoji).
 */
export function openMenu(anchor, message, messages, hands) {
  const same = open?.anchor === anchor;
  close();
  if (same) return;
  const words = message.text ?? message.caption;
  const mine = hands.isMine(message);
  const face = (emoji) => {
    const react = () => {
      close(true);
      hands.react(message, emoji);
    };
    return el("button", { class: "emoji", type: "button", role: "menuitem", tabindex: -1, "aria-label": say("react_with", { emoji }), onclick: react }, pictured(emoji));
  };
  const menu = el(
    "div",
    { class: "message-menu", role: "menu", "aria-label": say("message_menu"), onkeydown: move },
    el("div", { class: "faces", role: "group", "aria-label": say("reactions") }, EMOJI.map(face)),
    item("reply", say("reply"), () => hands.reply(message)),
    words && item("copy", say("copy_words"), () => copyText(words, anchor)),
    mine && words && item("edit", say("edit"), () => hands.edit(message)),
    mine && item("delete", say("delete"), () => hands.remove(messages), "bad"),
  );
  menu.addEventListener("focusout", ({ relatedTarget }) => !menu.contains(relatedTarget) && relatedTarget !== anchor && close());
  open = { menu, anchor };
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  place(menu, anchor);
  menu.querySelector(".choice").focus({ preventScroll: true });
}
