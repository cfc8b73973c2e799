// What the tools know of the stand-in: calls, log lines, what is planned, what is wrong, what the bot knows, what plays.
// Law: it only keeps what the stand-in said, and of lines only the last 500. Look next: tools.js (who shows it).
import { now } from "./clock.js";

const MOST_LINES = 500;
const TAP_PATIENCE_MS = 10000;

const seconds = () => now().getTime() / 1000;

export class Backstage extends EventTarget {
  lines = []; // calls, complaints and taps left alone: { number, sort, at, chat, … }
  log = [];
  planned = [];
  trouble = [];
  states = {}; // chat → { before, after }
  scenarios = [];
  scenario = null;
  groups = new Map(); // chat → its card with topics
  #number = 0;
  #taps = new Map(); // tap id → { chat, timer }

  /** Calls `listener(facts)` whenever `name` happens: "all" "line" "log" "planned" "trouble" "state" "scenario" "groups" "alarm". */
  on(name, listener) {
    this.addEventListener(name, ({ detail }) => listener(detail));
  }

  tell(name, facts) {
    this.dispatchEvent(new CustomEvent(name, { detail: facts }));
  }

  take(snapshot) {
    for (const tap of this.#taps.values()) clearTimeout(tap.timer);
    this.#taps.clear();
    this.lines = (snapshot.calls ?? []).map((call) => this.#lineOf(call)).slice(-MOST_LINES);
    this.log = (snapshot.log ?? []).map((line) => this.#numbered(line)).slice(-MOST_LINES);
    this.planned = snapshot.planned ?? [];
    this.trouble = snapshot.trouble ?? [];
    this.states = Object.fromEntries(
      Object.entries(snapshot.states ?? {}).map(([chat, after]) => [chat, { before: after, after }]),
    );
    this.scenarios = snapshot.scenarios ?? [];
    this.scenario = snapshot.scenario ?? null;
    this.groups = new Map(
      Object.entries(snapshot.chats ?? {})
        .filter(([, chat]) => chat.type && chat.type !== "private")
        .map(([id, chat]) => [Number(id), chat]),
    );
    this.tell("all");
    for (const tap of snapshot.unanswered ?? []) this.watch(tap);
  }

  change(change) {
    CHANGES[change.kind]?.call(this, change);
  }

  /** The group people write to now: one that was upgraded has moved. */
  get group() {
    return [...this.groups.entries()].find(([, group]) => !group.migrated_to) ?? null;
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

  /** A tap turns on somebody's phone; when it still does after ten seconds, that is worth an alarm. */
  watch({ id, chat, data }) {
    clearTimeout(this.#taps.get(id)?.timer);
    const timer = setTimeout(() => this.add({ sort: "tap", at: seconds(), chat, data }, true), TAP_PATIENCE_MS);
    this.#taps.set(id, { chat, timer });
  }

  answered(id) {
    clearTimeout(this.#taps.get(id)?.timer);
  }

  #lineOf(call) {
    const chat = call.params?.chat_id ?? this.#taps.get(call.params?.callback_query_id)?.chat ?? null;
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
    this.add({ sort: "complaint", at: seconds(), chat: null, text }, true);
  },
  tap({ tap }) {
    this.watch(tap);
  },
  answer({ id }) {
    this.answered(id);
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
  group({ chat, group }) {
    this.groups.set(Number(chat), group);
    this.tell("groups");
  },
  topic({ chat, topic }) {
    const group = this.groups.get(Number(chat));
    if (!group) return;
    group.topics = [...(group.topics ?? []).filter(({ id }) => id !== topic.id), topic];
    this.tell("groups");
  },
  topic_gone({ chat, id }) {
    const group = this.groups.get(Number(chat));
    if (!group) return;
    group.topics = (group.topics ?? []).filter((topic) => topic.id !== id);
    this.tell("groups");
  },
};
