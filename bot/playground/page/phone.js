// The buyer's phone: the chat with the bot, who holds it, what the bot is doing, and the screen before the first word.
// Law: it is the current buyer's, in their language and their time zone. Look next: room.js, people.js (whose it is).
import { icon } from "./element.js";
import { Room } from "./room.js";
import { say } from "./words.js";

const ACTIONS = { typing: "typing", upload_photo: "sending_photo", upload_document: "sending_file" };
const ACTION_MS = 5000; // as long as Telegram shows it

const $ = (selector) => document.querySelector(selector);

export class Phone {
  showsNames = false;
  thread = undefined;
  #chats;
  #room;
  #acting;
  #device = ""; // how the buyer's device writes times; another one draws them anew

  constructor(chats) {
    this.#chats = chats;
    this.#room = new Room($("#phone .conversation"), chats, this);
    chats.on("chat", () => this.#show());
    chats.on("clock", () => this.#room.redraw());
    chats.on("message", (message) => this.#heard(message));
    chats.on("delete", () => this.#showEmptiness());
    chats.on("people", () => this.#showPeople());
    chats.on("commands", () => this.#room.setCommands(chats.inLanguage(chats.commands)));
    chats.on("action", ({ chat, action }) => chat === this.chat && this.#showAction(action));
    $("#start").addEventListener("click", () => this.#room.says("/start"));
  }

  get user() {
    return this.#chats.current;
  }

  get chat() {
    return this.#chats.current;
  }

  get place() {
    return this.chat === null ? null : String(this.chat);
  }

  get language() {
    return this.#chats.language;
  }

  get zone() {
    return this.#chats.user?.zone ?? null;
  }

  get dayFirst() {
    return this.#chats.user?.day_first ?? null;
  }

  has = () => true;

  #show() {
    this.#showAction(null);
    this.#showEmptiness();
    this.#room.show();
    this.#chats.unread.show($("#phone"), this.place);
  }

  #heard(message) {
    if (message.chat.id !== this.chat) return;
    if (message.from_bot) this.#showAction(null);
    this.#showEmptiness();
  }

  #showAction(action) {
    clearTimeout(this.#acting);
    const key = ACTIONS[action];
    $("#status").textContent = say(key ?? "bot");
    $("#status").classList.toggle("acting", Boolean(key));
    if (key) this.#acting = setTimeout(() => this.#showAction(null), ACTION_MS);
  }

  #showEmptiness() {
    const isEmpty = this.#room.messages.length === 0;
    const isStarting = !isEmpty && $("#empty").contains(document.activeElement);
    $("#empty").hidden = !isEmpty;
    $("#scroller").hidden = isEmpty;
    this.#room.allowWriting(!isEmpty && !this.#chats.user?.blocked);
    if (isStarting) $("#write").focus(); // the focus would go with the button
    const description = this.#chats.inLanguage(this.#chats.descriptions) ?? this.#chats.me.description;
    $("#description").textContent = description?.description ?? description ?? say("empty_hint");
  }

  #showPeople() {
    const { me, user, language } = this.#chats;
    $("#log").lang = language;
    $("#name").textContent = me.first_name;
    $("#empty-name").textContent = me.first_name;
    $("#phone").setAttribute("aria-label", say("chat", { name: me.first_name }));
    $("#holder").replaceChildren(icon("person"), user?.name ?? "");
    $("#holder").title = say("holder", { name: user?.name ?? "" });
    $("#blocked").hidden = !user?.blocked;
    this.#showEmptiness();
    const device = [user?.zone, user?.day_first, language].join();
    if (device !== this.#device) this.#room.redraw();
    this.#device = device;
  }
}
