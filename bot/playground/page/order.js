// What the tools' controls are made of: a button that waits for its answer, a named field, and the line that says how it went.
// Law: a refusal is shown in the stand-in's own words, beside the control that asked for it. Look next: clockpanel.js.
import { el } from "./element.js";
import { say } from "./words.js";

/** A button that works until `work()` is done; a second press meanwhile does nothing. */
export function orderButton(words, work, style = "plain") {
  const button = el("button", { class: style, type: "button" }, words);
  button.addEventListener("click", async () => {
    if (button.ariaBusy) return;
    button.ariaBusy = "true";
    try {
      await work();
    } finally {
      button.ariaBusy = null;
    }
  });
  return button;
}

/** A control with its name above it. */
export const field = (words, control) => el("label", { class: "field" }, el("span", {}, words), control);

/** A choice: rows of [value, words]. */
export function choice(rows, chosen) {
  return el(
    "select",
    {},
    rows.map(([value, words]) => el("option", { value, selected: value === chosen }, words)),
  );
}

/** How the last order went; screen readers are told. */
export class Reply {
  node = el("p", { class: "reply", role: "status", dir: "auto" });

  done(text = "") {
    this.node.classList.remove("bad");
    this.node.textContent = text;
  }

  /** Shows the answer's own error, or `text` when it went through. True when it did. */
  show(answer, text = "") {
    if (answer.ok) this.done(text);
    else this.fail(answer.error);
    return answer.ok;
  }

  fail(error) {
    this.node.classList.add("bad");
    this.node.textContent = say("failed", { error });
  }
}
