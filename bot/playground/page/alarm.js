// The bar across the page when something went wrong that nobody asked for: a refusal, a complaint, a tap left alone.
// Law: loud, once for each, and gone when it was looked at or closed. Look next: backstage.js (what is an alarm).
import { el, icon } from "./element.js";
import { say } from "./words.js";

/** `onShow(number)` opens the line in the inspector. */
export class Alarm {
  #words = el("span", { dir: "auto" });
  #others = el("span", { class: "others" });
  #newest = null;
  #count = 0;

  constructor(backstage, onShow) {
    const close = el("button", { class: "round", type: "button", "aria-label": say("close") }, icon("close"));
    const show = el("button", { class: "plain", type: "button" }, say("alarm_show"));
    this.node = el("div", { id: "alarm", role: "alert", hidden: true }, icon("trouble"), this.#words, this.#others, show, close);
    close.addEventListener("click", () => this.#hide());
    show.addEventListener("click", () => {
      const { number } = this.#newest;
      this.#hide();
      onShow(number);
    });
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide());
    backstage.on("alarm", (line) => this.#ring(line));
  }

  #ring(line) {
    this.#newest = line;
    this.#count += 1;
    this.node.hidden = false;
    this.#words.textContent = WORDS[line.sort](line);
    this.#others.textContent = this.#count > 1 ? say("alarm_others", { n: this.#count - 1 }) : "";
  }

  #hide() {
    this.node.hidden = true;
    this.#count = 0;
  }
}

const WORDS = {
  call: ({ call }) => say("alarm_refused", { method: call.method, why: call.description }),
  complaint: ({ text }) => say("alarm_complaint", { text }),
  tap: ({ words }) => say("alarm_tap", { words }),
};
