// Whose phone this is: the buyers with what they have not read, and how the buyer's own device is set. Block and unblock too.
// Law: a language is what Telegram would send as the buyer's; the page's own words do not follow it. Look next: chats.js.
import { act } from "./connection.js";
import { el, within } from "./element.js";
import { toast } from "./notices.js";
import { pageLanguage, say } from "./words.js";

const LANGUAGES = ["en", "ru", "de", "es", "fr", "it", "pt", "pl", "uk", "ar", "he", "zh"];
const ZONES = [
  "Europe/London",
  "Europe/Berlin",
  "Europe/Kyiv",
  "Europe/Moscow",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Australia/Sydney",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
];
const DATES = [
  ["order_unsaid", null],
  ["day_first", true],
  ["month_first", false],
];

const $ = (selector) => document.querySelector(selector);
const city = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

/** Chooses a value in a list of choices, which is given one more when it lacks that. */
function choose(select, value, words = value) {
  if (![...select.options].some((option) => option.value === value)) select.append(el("option", { value }, words));
  select.value = value;
}

export class People {
  #chats;

  constructor(chats) {
    this.#chats = chats;
    const names = new Intl.DisplayNames([pageLanguage], { type: "language" });
    $("#language").append(...LANGUAGES.map((code) => el("option", { value: code }, names.of(code))));
    $("#zone").append(el("option", { value: "" }, say("zone_here")), ...ZONES.map((zone) => el("option", { value: zone }, city(zone))));
    $("#dates").append(...DATES.map(([words], index) => el("option", { value: index }, say(words))));
    $("#language").addEventListener("change", ({ target }) => this.#do("language", { language: target.value }));
    $("#zone").addEventListener("change", ({ target }) => this.#do("prefers", { zone: target.value || null }));
    $("#dates").addEventListener("change", ({ target }) => this.#do("prefers", { day_first: DATES[target.value][1] }));
    $("#block").addEventListener("click", () => this.#do(chats.user?.blocked ? "unblocks" : "blocks"));
    $("#new-buyer").addEventListener("click", () => this.#meet());
    $("#buyers").addEventListener("keydown", (event) => this.#walk(event));
    for (const name of ["people", "unread"]) chats.on(name, () => this.#show());
  }

  async #do(name, facts) {
    const answer = await act(name, this.#chats.current, facts);
    if (!answer.ok) toast(say("failed", { error: answer.error }));
    if (!answer.ok) this.#show();
    return answer;
  }

  async #meet() {
    const name = say("buyer_number", { n: this.#chats.buyers.length + 1 });
    const answer = await act("new_user", null, { name, language: this.#chats.language });
    if (!answer.ok) return toast(say("failed", { error: answer.error }));
    return this.#chats.meet(answer.user);
  }

  #show() {
    const { buyers, user, current, language } = this.#chats;
    const hadFocus = $("#buyers").contains(document.activeElement);
    $("#buyers").replaceChildren(...buyers.map((buyer) => this.#chip(buyer, buyer.id === current)));
    if (hadFocus) $('#buyers [aria-checked="true"]')?.focus();
    choose($("#language"), language);
    choose($("#zone"), user?.zone ?? "", city(user?.zone ?? ""));
    $("#dates").value = DATES.findIndex(([, dayFirst]) => dayFirst === (user?.day_first ?? null));
    $("#block").textContent = say(user?.blocked ? "unblock" : "block");
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
