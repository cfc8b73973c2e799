// Where one writes: the growing field, Enter to send, replying to a message, editing an own one, a draft kept for each chat.
// Law: what was typed is never lost when the stand-in refuses it. Look next: commandmenu.js, tray.js.
import { icon } from "./element.js";
import { lineOf } from "./events.js";
import { say } from "./words.js";

export class Composer {
  #field;
  #form;
  #context;
  #edited = null;
  #answered = null;
  #drafts = new Map();
  #place = null;
  #hands;

  /**
   * `hands`: says(text) and edits(message, text) resolve to whether it went through; lastOwn() is the last own text
   * message; nameOf(message); menu is the command menu.
   */
  constructor(root, hands) {
    this.#hands = hands;
    this.#field = root.querySelector(".write");
    this.#form = root.querySelector(".composer");
    this.#context = root.querySelector(".context");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#context.querySelector("button").addEventListener("click", () => this.#cancel());
  }

  /** The id of the message being replied to, or undefined. */
  get replyTo() {
    return this.#answered?.message_id;
  }

  /** Puts words into the field to be finished. */
  fill(text) {
    this.#field.value = text;
    this.#typed();
    this.#field.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  startReply(message) {
    if (this.#edited) this.#cancel();
    this.#answered = message;
    this.#showContext("reply", say("replying", { name: this.#hands.nameOf(message) }), message);
    this.#field.focus();
  }

  stopReply() {
    this.#answered = null;
    if (!this.#edited) this.#context.hidden = true;
  }

  startEditing(message) {
    this.stopReply();
    this.#edited = message;
    this.#showContext("edit", say("editing"), message);
    this.fill(message.text ?? message.caption);
  }

  /** Another chat comes into the pane: the draft stays with its chat. */
  switchTo(place) {
    if (place === this.#place) return;
    if (this.#edited) this.#stopEditing();
    this.stopReply();
    this.#drafts.set(this.#place, this.#field.value);
    this.#place = place;
    this.#field.value = this.#drafts.get(place) ?? "";
    this.#typed();
  }

  /** A message is gone: nothing can be said to it any more. */
  forget(id) {
    if (this.#answered?.message_id === id) this.stopReply();
    if (this.#edited?.message_id === id) this.#stopEditing();
  }

  #showContext(picture, words, message) {
    this.#context.querySelector(".context-icon").replaceChildren(icon(picture));
    this.#context.querySelector("strong").textContent = words;
    this.#context.querySelector("p").textContent = lineOf(message);
    this.#context.hidden = false;
  }

  #stopEditing() {
    this.#edited = null;
    this.#context.hidden = true;
    this.#field.value = "";
    this.#typed();
  }

  #cancel() {
    if (this.#edited) this.#stopEditing();
    this.stopReply();
    this.#field.focus();
  }

  async #send() {
    const text = this.#field.value.trim();
    if (!text) return;
    const edited = this.#edited;
    if (edited) this.#stopEditing();
    else this.fill("");
    if (edited && text === (edited.text ?? edited.caption)) return;
    const went = edited ? await this.#hands.edits(edited, text) : await this.#hands.says(text);
    if (went) return;
    if (edited) this.startEditing(edited);
    if (edited || !this.#field.value) this.fill(text);
  }

  #typed() {
    this.#form.classList.toggle("ready", this.#field.value.trim() !== "");
    // Browsers without field-sizing are told the height.
    if (!CSS.supports("field-sizing", "content")) {
      this.#field.style.height = "auto";
      this.#field.style.height = `${this.#field.scrollHeight}px`;
    }
    this.#hands.menu.filter(this.#edited ? "" : this.#field.value);
  }

  #key(event) {
    if (event.isComposing) return; // Enter belongs to the input method there
    if (this.#hands.menu.key(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && !this.#context.hidden) {
      this.#cancel();
    } else if (event.key === "ArrowUp" && !this.#field.value) {
      const own = this.#hands.lastOwn();
      if (own) event.preventDefault();
      if (own) this.startEditing(own);
    }
    return undefined;
  }
}
