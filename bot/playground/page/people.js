// Whose phone this is: the buyers, the language of the buyer's app, block and unblock.
// Law: a language is what Telegram would send as the buyer's; the page's own words do not follow it. Look next: chats.js.
import { act } from "./connection.js";
import { el } from "./element.js";
import { toast } from "./notices.js";
import { pageLanguage, say } from "./words.js";

const LANGUAGES = ["en", "ru", "de", "es", "fr", "it", "pt", "pl", "uk", "ar", "he", "zh"];

export class People {
  #who = document.querySelector("#buyer");
  #language = document.querySelector("#language");
  #block = document.querySelector("#block");
  #chats;

  constructor(chats) {
    this.#chats = chats;
    const names = new Intl.DisplayNames([pageLanguage], { type: "language" });
    this.#language.append(...LANGUAGES.map((code) => el("option", { value: code }, names.of(code))));
    this.#who.addEventListener("change", () => chats.switchTo(Number(this.#who.value)));
    this.#language.addEventListener("change", () => this.#do("language", { language: this.#language.value }));
    this.#block.addEventListener("click", () => this.#do(chats.user?.blocked ? "unblocks" : "blocks"));
    document.querySelector("#new-buyer").addEventListener("click", () => this.#meet());
    chats.on("people", () => this.#show());
  }

  async #do(name, facts) {
    const answer = await act(name, this.#chats.current, facts);
    if (!answer.ok) toast(say("failed", { error: answer.error }));
    return answer;
  }

  async #meet() {
    const name = say("buyer_number", { n: this.#chats.users.length + 1 });
    const answer = await act("new_user", null, { name, language: this.#chats.language });
    if (!answer.ok) return toast(say("failed", { error: answer.error }));
    return this.#chats.meet(answer.user);
  }

  #show() {
    const { users, user, current, language } = this.#chats;
    this.#who.replaceChildren(
      ...users.map(({ id, name }) => el("option", { value: id, selected: id === current }, name)),
    );
    if (![...this.#language.options].some(({ value }) => value === language)) {
      this.#language.append(el("option", { value: language }, language));
    }
    this.#language.value = language;
    this.#block.textContent = say(user?.blocked ? "unblock" : "block");
    document.querySelector("#blocked").hidden = !user?.blocked;
  }
}
