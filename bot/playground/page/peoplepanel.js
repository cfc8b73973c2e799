// The buyers in full: language, zone and unread of each, how the current one's device is set, a new one, block and unblock.
// Law: a language is what Telegram would send as the buyer's; the page's own words do not follow it. Look next: people.js.
import { act } from "./connection.js";
import { el, icon } from "./element.js";
import { Reply, choice, field, orderButton } from "./order.js";
import { pageLanguage, say } from "./words.js";

const LANGUAGES = ["en", "ru", "de", "es", "fr", "it", "pt", "pl", "uk", "ar", "he", "zh"];
const NAMES = new Intl.DisplayNames([pageLanguage], { type: "language" });
const ORDERS = { "": null, day: true, month: false };

const languageChoice = (chosen) =>
  choice([...new Set([...LANGUAGES, chosen])].map((code) => [code, NAMES.of(code)]), chosen);

/** Every zone the browser knows, by part of the world; the first row leaves it unsaid. */
function zoneChoice() {
  const list = choice([["", say("zone_unsaid")]], "");
  const parts = Map.groupBy(["Etc/UTC", ...Intl.supportedValuesOf("timeZone")], (zone) => zone.split("/")[0]);
  for (const [part, zones] of parts) {
    const placeOf = (zone) => zone.slice(part.length + 1).replaceAll("_", " ") || zone;
    list.append(el("optgroup", { label: part }, zones.map((zone) => el("option", { value: zone }, placeOf(zone)))));
  }
  return list;
}

const orderChoice = () =>
  choice([["", say("order_unsaid")], ["day", say("order_day")], ["month", say("order_month")]], "");

const orderName = (dayFirst) => Object.keys(ORDERS).find((name) => ORDERS[name] === (dayFirst ?? null));

export class PeoplePanel {
  #list = el("ul", { class: "people" });
  #current = el("h3");
  #language = languageChoice("en");
  #zone = zoneChoice();
  #order = orderChoice();
  #block = orderButton("", () => this.#do(this.#chats.user?.blocked ? "unblocks" : "blocks"));
  #reply = new Reply();
  #chats;

  constructor(chats) {
    this.#chats = chats;
    this.#language.addEventListener("change", () => this.#do("language", { language: this.#language.value }));
    this.#zone.addEventListener("change", () => this.#do("prefers", { zone: this.#zone.value || null }));
    this.#order.addEventListener("change", () => this.#do("prefers", { day_first: ORDERS[this.#order.value] }));
    this.node = el(
      "div",
      { class: "panel" },
      this.#list,
      this.#newcomer(),
      el(
        "section",
        { class: "current" },
        this.#current,
        field(say("language"), this.#language),
        field(say("zone"), this.#zone),
        field(say("day_order"), this.#order),
        el("div", { class: "line" }, this.#block),
        this.#reply.node,
      ),
    );
    for (const name of ["people", "unread"]) chats.on(name, () => this.#show());
    chats.on("chat", () => this.#reply.done());
  }

  /** The form of a new buyer, folded away until it is wanted. */
  #newcomer() {
    const name = el("input", { type: "text", maxlength: 64, autocomplete: "off", dir: "auto" });
    const [language, zone, dayOrder, reply] = [languageChoice("en"), zoneChoice(), orderChoice(), new Reply()];
    const form = el(
      "form",
      {},
      field(say("buyer_name"), name),
      field(say("language"), language),
      field(say("zone"), zone),
      field(say("day_order"), dayOrder),
      el("button", { class: "primary" }, say("new_buyer_make")),
      reply.node,
    );
    const fold = el("details", { class: "newcomer" }, el("summary", {}, say("new_buyer")), form);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const unnamed = say("buyer_number", { n: this.#chats.buyers.length + 1 });
      const facts = { name: name.value.trim() || unnamed, language: language.value };
      if (zone.value) facts.zone = zone.value;
      if (dayOrder.value) facts.day_first = ORDERS[dayOrder.value];
      const answer = await act("new_user", null, facts);
      if (!reply.show(answer)) return;
      name.value = "";
      fold.open = false;
      this.#chats.meet(answer.user);
    });
    return fold;
  }

  async #do(name, facts) {
    if (!this.#reply.show(await act(name, this.#chats.current, facts))) this.#show();
  }

  #show() {
    const { user, current, language } = this.#chats;
    const focused = this.#list.querySelector(":focus")?.dataset.user;
    this.#list.replaceChildren(...this.#chats.buyers.map((buyer) => this.#row(buyer, buyer.id === current)));
    if (focused) this.#list.querySelector(`[data-user="${focused}"]`)?.focus();
    this.#current.textContent = user ? say("phone_of", { name: `\u2068${user.name}\u2069` }) : "";
    if (![...this.#language.options].some(({ value }) => value === language)) {
      this.#language.append(el("option", { value: language }, language));
    }
    this.#language.value = language;
    this.#zone.value = user?.zone ?? "";
    this.#order.value = orderName(user?.day_first);
    this.#block.textContent = say(user?.blocked ? "unblock" : "block");
  }

  #row({ id, name, language, zone, blocked }, isCurrent) {
    const unread = this.#chats.unread.of(String(id));
    const facts = [NAMES.of(language ?? "en"), zone, blocked && say("has_blocked")].filter(Boolean).join(" · ");
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          "aria-current": isCurrent && "true",
          data: { user: id },
          onclick: () => this.#chats.switchTo(id),
        },
        icon("person"),
        el("span", {}, el("strong", {}, el("bdi", {}, name)), el("span", { class: "facts" }, facts)),
        unread > 0 && el("b", { class: "mark", "aria-label": say("unread", { n: unread }) }, unread),
      ),
    );
  }
}
