// What the bot knows of a chat, before and after the last turn, as one text with the changed lines marked.
// Law: both sides are shown whole; a sign stands beside every colour. Look next: difference.js.
import { copyText } from "./clipboard.js";
import { differences } from "./difference.js";
import { el, icon } from "./element.js";
import { readable } from "./inspectorlines.js";
import { say } from "./words.js";

const SIGNS = { "+": "line_new", "-": "line_gone" };

export class InspectorState {
  node = el("div", { class: "state" });
  #backstage;

  constructor(backstage) {
    this.#backstage = backstage;
  }

  /** Shows the chat's state; only lines that hold `wanted`, or all when it is empty. */
  show(chat, name, wanted) {
    const state = this.#backstage.states[chat];
    if (!state || (state.before === null && state.after === null)) {
      this.node.replaceChildren(el("p", { class: "quiet" }, say("state_none", { name })));
      return;
    }
    const lines = differences(state.before, state.after);
    const count = lines.filter(({ sign }) => sign === "+" || sign === "-").length;
    const copy = el("button", { class: "round", type: "button", "aria-label": say("copy") }, icon("copy"));
    copy.addEventListener("click", () => copyText(readable(state.after), copy));
    const shown = lines.filter(({ text }) => text.toLowerCase().includes(wanted));
    this.node.replaceChildren(
      el("div", { class: "head" }, el("h3", { dir: "auto" }, say(count ? "state_changed" : "state_same", { name })), copy),
      el("pre", { class: "difference", tabindex: 0, dir: "ltr" }, shown.map(drawn)),
    );
  }
}

function drawn({ sign, depth, text }) {
  const tag = { "+": "ins", "-": "del" }[sign] ?? "span";
  return el(
    tag,
    {},
    el("b", { "aria-hidden": "true" }, sign),
    SIGNS[sign] && el("span", { class: "unseen" }, say(SIGNS[sign])),
    `${"  ".repeat(depth)}${text}\n`,
  );
}
