// The list of the bot's commands: opened by its button or by typing "/", walked with the arrow keys.
// Law: it shows what the bot set for whoever writes, nothing else. Look next: composer.js.
import { el } from "./element.js";

export class CommandMenu {
  #field;
  #list;
  #button;
  #commands = [];
  #shown = [];
  #at = -1;
  #choose;

  /** `root` holds the list, its button and the field; `choose(command)` is called with "/word". */
  constructor(root, choose) {
    this.#field = root.querySelector(".write");
    this.#list = root.querySelector(".commands");
    this.#button = root.querySelector(".menu");
    this.#choose = choose;
    this.#button.addEventListener("click", () => (this.isOpen ? this.close() : this.#open(this.#commands)));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#list.contains(target) && !this.#button.contains(target) && target !== this.#field) this.close();
    });
    this.#button.addEventListener("keydown", (event) => this.key(event) && event.preventDefault());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  set(commands) {
    this.#commands = commands ?? [];
    this.#button.hidden = this.#commands.length === 0;
    if (this.isOpen) this.filter(this.#field.value);
  }

  /** Follows what is being typed: "/st" leaves the commands that begin so. */
  filter(text) {
    const typed = /^\/(\w*)$/.exec(text);
    if (!typed) return this.close();
    const fitting = this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase()));
    return fitting.length ? this.#open(fitting) : this.close();
  }

  /** Takes a key when the menu is open; true when it was used up. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#mark((this.#at + step + this.#shown.length) % this.#shown.length);
      return true;
    }
    if (event.key === "Escape") {
      this.close();
      return true;
    }
    if ((event.key === "Enter" || event.key === "Tab") && this.#at >= 0) {
      this.#take(this.#at);
      return true;
    }
    return false;
  }

  close() {
    this.#list.hidden = true;
    this.#at = -1;
    this.#button.setAttribute("aria-expanded", "false");
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  #open(commands) {
    this.#shown = commands;
    this.#list.replaceChildren(
      ...commands.map(({ command, description }, index) =>
        el(
          "li",
          { role: "option", id: `${this.#list.id}-${index}`, onclick: () => this.#take(index), onpointermove: () => this.#mark(index) },
          el("b", {}, `/${command}`),
          el("span", { dir: "auto" }, description),
        ),
      ),
    );
    this.#list.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#field.setAttribute("aria-expanded", "true");
    // Typed "/": the first one is offered, so Enter takes it. Opened by the button: nothing is chosen yet.
    this.#mark(this.#field.value.startsWith("/") ? 0 : -1);
    if (this.#at < 0 && document.activeElement === this.#button) this.#field.focus();
  }

  #mark(index) {
    this.#at = index;
    [...this.#list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    const item = this.#list.children[index];
    if (!item) return this.#field.removeAttribute("aria-activedescendant");
    this.#field.setAttribute("aria-activedescendant", item.id);
    return item.scrollIntoView({ block: "nearest" });
  }

  #take(index) {
    const { command } = this.#shown[index];
    this.close();
    this.#choose(`/${command}`);
  }
}
