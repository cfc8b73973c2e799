// The support group beside the phone: its topics, the open one, and which volunteer one is.
// Law: there may be no group, or it may be upgraded to another; then the page follows. Look next: topics.js, room.js.
import { act } from "./connection.js";
import { el } from "./element.js";
import { GENERAL, topicOf } from "./places.js";
import { toast } from "./notices.js";
import { Room } from "./room.js";
import { TopicList } from "./topics.js";
import { pageLanguage, say } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const STANDINGS = { administrator: "bot_administrator", member: "bot_member", left: "bot_left", kicked: "bot_kicked" };

export class Group {
  language = pageLanguage;
  zone = null;
  dayFirst = null;
  showsNames = true;
  user = null; // the volunteer one acts as
  #chats;
  #room;
  #list;
  #open = GENERAL;

  constructor(chats) {
    this.#chats = chats;
    this.#room = new Room($("#group .conversation"), chats, this);
    this.#list = new TopicList(chats, (id) => this.#openTopic(id));
    chats.on("people", () => this.#show());
    chats.on("group", () => this.#show(true));
    chats.on("clock", () => {
      this.#room.redraw();
      this.#refresh();
    });
    chats.on("visit", (topic) => this.#openTopic(topic));
    chats.on("topics", (chat) => chat === this.chat && this.#showTopics());
    for (const name of ["message", "edit", "delete", "unread"]) chats.on(name, (facts) => this.#refresh(facts));
    $("#volunteer").addEventListener("change", ({ target }) => this.#become(Number(target.value)));
    $("#to-topics").addEventListener("click", () => this.#showList(true));
    $("#close-topic").addEventListener("click", () => {
      this.#room.does(this.#topic.closed ? "reopens_topic" : "closes_topic", {});
    });
    $("#delete-topic").addEventListener("click", () => this.#room.does("deletes_topic", {}));
    $("#new-topic").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#newTopic($("#new-topic input"));
    });
  }

  get chat() {
    return this.#chats.group?.id ?? null;
  }

  /** General has no thread of its own on the wire. */
  get thread() {
    return this.#open === GENERAL ? undefined : this.#open;
  }

  get place() {
    return this.chat === null ? null : `${this.chat}/${this.#open}`;
  }

  has = (message) => topicOf(message) === this.#open;

  get #topics() {
    const topics = this.#chats.group?.topics ?? [];
    const general = topics.find(({ id }) => id === GENERAL);
    return [{ id: GENERAL, name: say("general"), icon: "#", closed: false, ...general }, ...topics.filter(({ id }) => id !== GENERAL)];
  }

  get #topic() {
    return this.#topics.find(({ id }) => id === this.#open) ?? this.#topics[0];
  }

  /** The list shows last lines and counts: drawn again for news of this group. */
  #refresh(facts) {
    const chat = facts?.chat.id ?? facts?.chat;
    if (chat === undefined || chat === this.chat) this.#list.draw(this.#topics, this.#open);
  }

  #show(anew = false) {
    const { group, volunteers } = this.#chats;
    $("#no-group").hidden = group !== null;
    $("#forum").hidden = group === null;
    $("#group-title").textContent = group?.title ?? say("group");
    $("#volunteer").parentElement.hidden = group === null || !volunteers.length;
    const standing = STANDINGS[group?.bot];
    $("#group-status").textContent = standing ? say(standing) : "";
    $("#group-status").classList.toggle("bad", Boolean(standing) && group.bot !== "administrator");
    const before = this.user;
    if (!volunteers.some(({ id }) => id === before)) this.user = volunteers[0]?.id ?? null;
    $("#volunteer").replaceChildren(...volunteers.map(({ id, name }) => el("option", { value: id, selected: id === this.user }, name)));
    this.#showTopics(anew || this.user !== before);
  }

  #showTopics(anew = false) {
    const isGone = this.#topic.id !== this.#open;
    if (isGone) this.#open = GENERAL;
    if (isGone) $("#forum").classList.add("listing");
    this.#list.draw(this.#topics, this.#open);
    const { name, closed } = this.#topic;
    $("#topics-hint").hidden = this.#topics.length > 1;
    $("#topic-name").textContent = name;
    $("#close-topic").textContent = say(closed ? "reopen_topic" : "close_topic");
    $("#close-topic").hidden = $("#delete-topic").hidden = this.#open === GENERAL;
    $("#topic-closed").hidden = !closed;
    this.#room.allowWriting(!closed && this.user !== null);
    if (anew || isGone) this.#showRoom();
  }

  #showRoom() {
    this.#room.show();
    this.#chats.unread.show($("#forum .topic"), this.place);
  }

  #openTopic(id) {
    this.#open = id;
    this.#showList(false);
    this.#showTopics(true);
  }

  /** In a narrow pane the list and the open topic take turns. */
  #showList(isList) {
    $("#forum").classList.toggle("listing", isList);
    if (isList) this.#list.focus();
    this.#chats.unread.look();
  }

  #become(id) {
    this.user = id;
    this.#showTopics(true);
  }

  async #newTopic(field) {
    const name = field.value.trim();
    if (!name) return;
    const answer = await act("opens_topic", this.user, { chat: this.chat, name });
    if (!answer.ok) return toast(say("failed", { error: answer.error }), field);
    field.value = "";
    return this.#openTopic(answer.thread);
  }
}
