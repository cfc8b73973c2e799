// Where the buyer writes: the growing field, Enter to send, editing an own message, a draft kept for each buyer.
// Law: what was typed is never lost when the stand-in refuses it. Look next: commandmenu.js, tray.js.
export class Composer {
  field = document.querySelector("#write");
  #form = document.querySelector("#composer");
  #editing = document.querySelector("#editing");
  #edited = null;
  #drafts = new Map();
  #hands;

  /** `hands`: says(text) and edits(message, text) resolve to whether it went through; lastOwn() is the last own text message; menu is the command menu. */
  constructor(hands) {
    this.#hands = hands;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.#editing.querySelector("button").addEventListener("click", () => this.stopEditing());
  }

  /** Puts words into the field for the buyer to finish. */
  fill(text) {
    this.field.value = text;
    this.#typed();
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  startEditing(message) {
    this.#edited = message;
    this.#editing.hidden = false;
    this.#editing.querySelector("p").textContent = message.text;
    this.fill(message.text);
  }

  stopEditing() {
    this.#edited = null;
    this.#editing.hidden = true;
    this.fill("");
  }

  /** The phone changes hands: the draft stays with its buyer. */
  switchBuyer(before, after) {
    if (before === after) return;
    if (this.#edited) this.stopEditing();
    this.#drafts.set(before, this.field.value);
    this.field.value = this.#drafts.get(after) ?? "";
    this.#typed();
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text) return;
    const edited = this.#edited;
    if (edited) this.stopEditing();
    else this.fill("");
    if (edited && text === edited.text) return;
    const went = edited ? await this.#hands.edits(edited, text) : await this.#hands.says(text);
    if (went) return;
    if (edited) this.startEditing(edited);
    if (edited || !this.field.value) this.fill(text);
  }

  #typed() {
    this.#form.classList.toggle("ready", this.field.value.trim() !== "");
    // Browsers without field-sizing are told the height.
    if (!CSS.supports("field-sizing", "content")) {
      this.field.style.height = "auto";
      this.field.style.height = `${this.field.scrollHeight}px`;
    }
    this.#hands.menu.filter(this.#edited ? "" : this.field.value);
  }

  #key(event) {
    if (event.isComposing) return; // Enter belongs to the input method there
    if (this.#hands.menu.key(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.#edited) {
      this.stopEditing();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const own = this.#hands.lastOwn();
      if (own) event.preventDefault();
      if (own) this.startEditing(own);
    }
    return undefined;
  }
}
