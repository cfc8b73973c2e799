// The lines of the inspector: a call that unfolds to what was asked and answered, a complaint, a log line.
// Law: JSON is shown whole and in order, nothing hidden; red is never the only sign. Look next: inspector.js.
import { copyText } from "./clipboard.js";
import { toTheSecond } from "./clock.js";
import { el, icon } from "./element.js";
import { say } from "./words.js";

/** JSON as a person reads it; texts that hold JSON themselves, as Telegram wants keyboards, are opened too. */
export const readable = (value) => JSON.stringify(value, (_, inner) => opened(inner), 2) ?? "null";

function opened(value) {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const stamp = (at) => el("time", { datetime: new Date(at * 1000).toISOString() }, toTheSecond(at));

/** One line of the calls: a call, or what the stand-in had to say about one. */
export function drawLine(line, name) {
  const node = DRAWERS[line.sort](line, name);
  node.dataset.number = line.number;
  return node;
}

const DRAWERS = {
  call({ call }, name) {
    const summary = el(
      "summary",
      {},
      stamp(call.at),
      el("code", {}, call.method),
      el("span", { class: "facts", dir: "auto" }, name),
      el("span", { class: "outcome" }, call.ok ? say("call_ok") : say("call_refused", { code: call.error_code })),
      !call.ok && el("span", { class: "why", dir: "auto" }, call.description),
    );
    const fold = el("details", {}, summary);
    // Most calls are never opened: their JSON is made when they are.
    fold.addEventListener("toggle", () => fold.childElementCount === 1 && fold.append(...unfolded(call)));
    return el("li", { class: call.ok ? "call" : "call refused" }, fold);
  },
  complaint({ at, text }) {
    return loud(at, "complaint", text);
  },
  tap({ at, words }, name) {
    return loud(at, "tap_alone", [name, words].filter(Boolean).join(" · "));
  },
};

const loud = (at, words, text) =>
  el(
    "li",
    { class: "call refused", tabindex: -1 },
    stamp(at),
    el("span", { class: "outcome" }, say(words)),
    el("span", { class: "why", dir: "auto" }, text),
  );

function unfolded(call) {
  const answer = call.ok ? call.result : { error_code: call.error_code, description: call.description };
  return [json("asked", call.params), json("answered", answer)];
}

function json(title, value) {
  const text = readable(value);
  const copy = el("button", { class: "round", type: "button", "aria-label": say("copy") }, icon("copy"));
  copy.addEventListener("click", () => copyText(text, copy));
  return el("div", { class: "json" }, el("h3", {}, say(title)), copy, el("pre", { tabindex: 0, dir: "ltr" }, text));
}

/** One log line: when, how grave, what, and its facts. */
export function drawLog({ at, level, event, facts }) {
  return el(
    "li",
    { class: `logged ${level}` },
    stamp(at),
    el("span", { class: "level" }, level),
    el("code", {}, event),
    el("span", { class: "facts", dir: "ltr" }, Object.entries(facts ?? {}).map(([name, fact]) => `${name}=${fact}`).join("  ")),
  );
}
