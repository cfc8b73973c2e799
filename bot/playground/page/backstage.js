// What the tools know of the stand-in: calls, log lines, what is planned, what is wrong, what the bot knows, what plays.
// Law: it only keeps what the stand-in said, and of lines only the last 500. Look next: tools.js (who shows it).
import { now } from "./clock.js";

const MOST_LINES = 500;

const seconds = () => now().getTime() / 1000;

export class Backstage extends EventTarget {
  lines = []; // calls, complaints and taps left alone: { number, sort, at, chat, … }
  log = [];
  planned = [];
  trouble = [];
  states = {}; // chat → { before, after }
  scenarios = [];
  scenario = null;
  #number = 0;
  #tapped = new Map(); // tap id → chat

  /** Calls `listener(facts)` whenever `name` happens: "all" "line" "log" "planned" "trouble" "state" "scenario" "alarm". */
  on(name, listener) {
    this.addEventListener(name, ({ detail }) => listener(detail));
  }

  tell(name, facts) {
    this.dispatchEvent(new CustomEvent(name, { detail: facts }));
  }

  take(snapshot) {
    for (const tap of snapshot.unanswered ?? []) this.#tapped.set(tap.id, tap.chat);
    this.lines = (snapshot.calls ?? []).map((call) => this.#lineOf(call)).slice(-MOST_LINES);
    this.log = (snapshot.log ?? []).map((line) => this.#numbered(line)).slice(-MOST_LINES);
    this.planned = snapshot.planned ?? [];
    this.trouble = snapshot.trouble ?? [];
    this.states = Object.fromEntries(
      Object.entries(snapshot.states ?? {}).map(([chat, after]) => [chat, { before: after, after }]),
    );
    this.scenarios = snapshot.scenarios ?? [];
    this.scenario = snapshot.scenario ?? null;
    this.tell("all");
  }

  change(change) {
    CHANGES[change.kind]?.call(this, change);
  }

  /** Keeps one more line; `isAlarm` says that nobody asked for it and somebody should look. */
  add(line, isAlarm) {
    const kept = this.#numbered(line);
    this.lines.push(kept);
    if (this.lines.length > MOST_LINES) this.lines.shift();
    this.tell("line", kept);
    if (isAlarm) this.tell("alarm", kept);
  }

  addCall(call) {
    this.add(this.#lineOf(call), !call.ok && !EXPECTED.has(call.error_code));
  }

  addLog(line) {
    const kept = this.#numbered(line);
    this.log.push(kept);
    if (this.log.length > MOST_LINES) this.log.shift();
    this.tell("log", kept);
  }

  addComplaint(text) {
    this.add({ sort: "complaint", at: seconds(), chat: null, text }, true);
  }

  /** A button has been turning for too long. */
  tapWaits(chat, words) {
    this.add({ sort: "tap", at: seconds(), chat, words }, true);
  }

  /** The bot's answer to a tap names only the tap. */
  noteTap({ id, chat }) {
    this.#tapped.set(id, chat);
  }

  #lineOf(call) {
    const chat = call.params?.chat_id ?? this.#tapped.get(call.params?.callback_query_id) ?? null;
    return this.#numbered({ sort: "call", at: call.at, chat: chat === null ? null : Number(chat), call });
  }

  #numbered(line) {
    return line.number ? line : { ...line, number: ++this.#number };
  }
}

// Refusals the visitor asked for at this very page: a flood, a buyer who blocked the bot, an outage.
const EXPECTED = new Set([403, 429, 500, 502, 503]);

const CHANGES = {
  call({ call }) {
    this.addCall(call);
  },
  complaint({ text }) {
    this.addComplaint(text);
  },
  tap({ tap }) {
    this.noteTap(tap);
  },
  log({ line }) {
    this.addLog(line);
  },
  planned({ planned }) {
    this.planned = planned;
    this.tell("planned");
  },
  trouble({ trouble }) {
    this.trouble = trouble;
    this.tell("trouble");
  },
  state({ chat, before, after }) {
    this.states[chat] = { before, after };
    this.tell("state", chat);
  },
  scenario({ scenario }) {
    this.scenario = scenario;
    this.tell("scenario");
  },
};
