// The stories that play themselves with one click. Law: the page knows no story; the stand-in names them all.
// Look next: playing.js, which shows how one gets on.
import { order } from "./connection.js";
import { el } from "./element.js";
import { Reply, orderButton } from "./order.js";
import { Pace } from "./pace.js";
import { titleOf } from "./playing.js";
import { pageLanguage, say } from "./words.js";

export class Scenarios {
  #pace = new Pace();
  #reply = new Reply();
  #list = el("ul", { class: "cards" });
  #none = el("p", { class: "quiet" }, say("scenarios_none"));
  #backstage;

  constructor(backstage) {
    this.#backstage = backstage;
    this.node = el(
      "div",
      { class: "panel" },
      el("p", { class: "quiet" }, say("scenarios_about")),
      el("div", { class: "line" }, this.#pace.node),
      this.#reply.node,
      this.#list,
      this.#none,
    );
    backstage.on("all", () => this.#show());
    backstage.on("scenario", () => this.#mark());
  }

  async #play(id) {
    this.#reply.show(await order("scenario", { id, pace: this.#pace.value }));
  }

  #show() {
    const { scenarios } = this.#backstage;
    this.#none.hidden = scenarios.length > 0;
    this.#list.replaceChildren(
      ...scenarios.map(({ id, title, about }) => {
        const name = titleOf(title, pageLanguage);
        const play = orderButton(say("scenario_play"), () => this.#play(id), "primary");
        play.setAttribute("aria-label", say("scenario_play_named", { name }));
        const line = el("p", { class: "quiet", dir: "auto" }, titleOf(about, pageLanguage));
        const words = el("div", {}, el("h3", { dir: "auto" }, name), line);
        return el("li", { class: "card play", data: { story: id } }, words, play);
      }),
    );
    this.#mark();
  }

  /** The card of what plays, or of what played last, wears its state. */
  #mark() {
    const { scenario } = this.#backstage;
    for (const card of this.#list.children) {
      if (card.dataset.story === scenario?.id) card.dataset.state = scenario.state;
      else delete card.dataset.state;
      card.querySelector("button").disabled = scenario?.state === "playing";
    }
  }
}
