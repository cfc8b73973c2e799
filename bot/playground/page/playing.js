// What is being played just now, a scenario or a transcript: how far it is, which line, and where and why it failed.
// Law: it stands above whatever tool is open, for a story goes on while one looks elsewhere. Look next: scenarios.js.
import { order } from "./connection.js";
import { el, icon } from "./element.js";
import { orderButton } from "./order.js";
import { GENERAL, topicOf } from "./places.js";
import { say } from "./words.js";

const STATES = { playing: "scenario_playing", done: "scenario_done", failed: "scenario_failed", stopped: "scenario_stopped" };

/** A table by language in the page's language, or a plain text. */
export const titleOf = (title, language) => (typeof title === "string" ? title : title?.[language] ?? title?.en ?? "");

export class Playing {
  node = el("section", { class: "playing", "aria-label": say("scenario_now"), hidden: true });
  #title = el("strong", { dir: "auto" });
  #state = el("span", { role: "status" });
  #bar = el("progress", { "aria-label": say("scenario_progress") });
  #count = el("span", { class: "facts" });
  #line = el("p", { class: "spoken", dir: "auto" });
  #error = el("pre", { class: "why", dir: "auto", tabindex: 0 });
  #stop = orderButton(say("scenario_stop"), () => order("scenario", { stop: true }));
  #close = el("button", { class: "round", type: "button", "aria-label": say("close") }, icon("close"));
  #backstage;
  #chats;
  #showPane;
  #followed = null; // the buyer whose phone was shown for this story; looking elsewhere is not undone
  #visited = null; // the buyer for whose story a topic was opened

  /** `showPane(name)` brings a pane to the front where it is not on the screen. */
  constructor(backstage, chats, showPane) {
    this.#backstage = backstage;
    this.#chats = chats;
    this.#showPane = showPane;
    this.node.append(
      el("div", { class: "head" }, el("div", {}, this.#title, this.#state), this.#stop, this.#close),
      el("div", { class: "progress" }, this.#bar, this.#count),
      this.#line,
      this.#error,
    );
    this.#close.addEventListener("click", () => (this.node.hidden = true));
    for (const name of ["all", "scenario"]) backstage.on(name, () => this.#show());
    chats.on("people", () => this.#follow());
    chats.on("message", (message) => this.#visit(message));
  }

  #show() {
    const { scenario } = this.#backstage;
    this.node.hidden = !scenario;
    if (!scenario) return;
    const { title, state, step, steps, line, error } = scenario;
    this.node.dataset.state = state;
    this.#title.textContent = titleOf(title, document.documentElement.lang);
    if (this.#state.textContent !== say(STATES[state])) this.#state.textContent = say(STATES[state]);
    this.#bar.max = steps || 1;
    this.#bar.value = step ?? 0;
    this.#count.textContent = say("scenario_step", { step: step ?? 0, steps: steps ?? 0 });
    this.#line.textContent = line ?? "";
    this.#error.textContent = error ?? "";
    this.#error.hidden = !error;
    this.#stop.hidden = state !== "playing";
    this.#close.hidden = state === "playing";
    if (state === "failed") this.#showPane("tools");
    this.#follow();
  }

  /** Takes the phone of the buyer the story is about, once. */
  #follow() {
    const { state, user } = this.#backstage.scenario ?? {};
    if (state !== "playing" || !user || this.#followed === user) return;
    if (!this.#chats.users.some(({ id }) => id === user)) return;
    this.#followed = user;
    if (this.#chats.current !== user) this.#chats.switchTo(user);
    this.#showPane("phone");
  }

  /** Opens the topic that the story comes to, once. */
  #visit(message) {
    const { state, user } = this.#backstage.scenario ?? {};
    const { group } = this.#chats;
    if (state !== "playing" || this.#visited === user || message.chat.id !== group?.id) return;
    const topic = topicOf(message);
    if (topic === GENERAL || !group.topics.some(({ id }) => id === topic)) return; // its first message comes before it
    this.#visited = user;
    this.#chats.tell("visit", topic);
  }
}
