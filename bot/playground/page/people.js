// Whose phone this is: the buyers in a row above the panes, with what they have not read, and one more at a press.
// Law: it only chooses; how a buyer's device is set is in peoplepanel.js. Look next: chats.js.
import { act } from "./connection.js";
import { el, within } from "./element.js";
import { toast } from "./notices.js";
import { pageLanguage, say } from "./words.js";

const $ = (selector) => document.querySelector(selector);

export class People {
  #chats;

  constructor(chats) {
    this.#chats = chats;
    $("#new-buyer").addEventListener("click", () => this.#meet());
    $("#buyers").addEventListener("keydown", (event) => this.#walk(event));
    chats.on("snapshot", () => this.#welcome());
    for (const name of ["people", "unread"]) chats.on(name, () => this.#show());
  }

  /** Where nobody has said a word yet, the first buyer speaks the visitor's language. */
  #welcome() {
    const { buyers, user, language } = this.#chats;
    if (buyers.length !== 1 || language === pageLanguage || this.#chats.messagesOf(user.id).size) return;
    act("language", user.id, { language: pageLanguage });
  }

  async #meet() {
    const name = say("buyer_number", { n: this.#chats.buyers.length + 1 });
    const answer = await act("new_user", null, { name, language: this.#chats.language });
    if (!answer.ok) return toast(say("failed", { error: answer.error }));
    return this.#chats.meet(answer.user);
  }

  #show() {
    const { buyers, current } = this.#chats;
    const hadFocus = $("#buyers").contains(document.activeElement);
    $("#buyers").replaceChildren(...buyers.map((buyer) => this.#chip(buyer, buyer.id === current)));
    const chip = $('#buyers [aria-checked="true"]');
    chip?.scrollIntoView({ block: "nearest" });
    if (hadFocus) chip?.focus();
  }

  #chip({ id, name, blocked }, isCurrent) {
    const unread = this.#chats.unread.of(String(id));
    return el(
      "button",
      {
        class: "chip",
        type: "button",
        role: "radio",
        "aria-checked": String(isCurrent),
        tabindex: isCurrent ? 0 : -1,
        onclick: () => this.#chats.switchTo(id),
      },
      el("bdi", { class: blocked ? "struck" : "" }, name),
      unread > 0 && el("span", { class: "count", "aria-label": say("unread", { n: unread }) }, unread),
    );
  }

  #walk(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { buyers, current } = this.#chats;
    const at = buyers.findIndex(({ id }) => id === current);
    this.#chats.switchTo(buyers[within(0, at + step, buyers.length - 1)].id);
  }
}
