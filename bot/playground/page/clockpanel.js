// Time in the stand-in: what its clock says, moving it, what is planned, and what the last move set off.
// Law: the clock is the stand-in's; this only asks it to move and shows what it answered. Look next: clock.js.
import { momentIn, now, relative, span } from "./clock.js";
import { order } from "./connection.js";
import { el } from "./element.js";
import { Reply, field, orderButton } from "./order.js";
import { isCarrier, kindInWords } from "./planned.js";
import { pageLanguage, say } from "./words.js";

const MOVES = [
  ["clock_now", { to: "now" }],
  ["clock_hour", { move: 3600 }],
  ["clock_day", { move: 86400 }],
  ["clock_next", { to: "next" }],
];
const SAME_SECONDS = 2; // nobody sees a smaller difference between two clocks

const byTime = (one, other) => one.deliver - other.deliver;
const seconds = () => now().getTime() / 1000;

export class ClockPanel {
  #face = el("p", { class: "clock-face", role: "timer" });
  #ahead = el("p", { class: "quiet" });
  #theirs = el("p", { class: "quiet" });
  #moment = el("input", { type: "datetime-local", step: 60 });
  #reply = new Reply();
  #fired = el("ul", { class: "lines" });
  #planned = el("ol", { class: "lines" });
  #nothing = el("p", { class: "quiet" }, say("planned_nothing"));
  #seen = new Map(); // what was planned since the last move began
  #backstage;
  #chats;

  constructor(backstage, chats) {
    this.#backstage = backstage;
    this.#chats = chats;
    const pick = el(
      "form",
      { class: "line" },
      field(say("clock_pick"), this.#moment),
      el("button", { class: "plain" }, say("clock_go")),
    );
    pick.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#moment.value) this.#move({ to: new Date(this.#moment.value).getTime() / 1000 });
    });
    this.node = el(
      "div",
      { class: "panel" },
      el("div", { class: "clock" }, this.#face, this.#ahead, this.#theirs),
      el("div", { class: "line" }, MOVES.map(([words, where]) => orderButton(say(words), () => this.#move(where)))),
      pick,
      this.#reply.node,
      this.#fired,
      el("h3", {}, say("planned")),
      this.#planned,
      this.#nothing,
    );
    setInterval(() => this.#tick(), 1000);
    for (const name of ["all", "planned"]) backstage.on(name, () => this.#list());
    for (const name of ["people", "clock"]) chats.on(name, () => this.#show());
  }

  /** The panel came to the front. */
  shown() {
    this.#tick();
  }

  #show() {
    this.#tick();
    this.#list();
  }

  #tick() {
    if (!this.node.checkVisibility()) return;
    const ahead = seconds() - Date.now() / 1000;
    const { zone, name } = this.#chats.user ?? {};
    this.#face.textContent = momentIn(seconds(), zone, "medium");
    const isSame = Math.abs(ahead) < SAME_SECONDS;
    const difference = ahead > 0 ? "clock_ahead" : "clock_behind";
    this.#ahead.textContent = isSame ? say("clock_same") : say(difference, { span: span(Math.abs(ahead)) });
    this.#theirs.textContent = zone ? say("clock_theirs", { name, zone, time: momentIn(seconds(), null) }) : "";
    for (const line of this.#planned.querySelectorAll("[data-deliver]")) {
      line.textContent = relative(Number(line.dataset.deliver), pageLanguage);
    }
  }

  /** What was planned before or along the way, and was due by the end of it, is what the move set off. */
  async #move(where) {
    const seen = (this.#seen = new Map());
    this.#note();
    const answer = await order("time", where);
    const told = answer.fired ? say("clock_fired", { n: answer.fired }) : say("clock_fired_nothing");
    if (!this.#reply.show(answer, told)) return;
    const due = [...seen.values()].filter((item) => item.deliver <= answer.now && !isCarrier(item));
    this.#fired.replaceChildren(...(answer.fired ? due.sort(byTime).map((item) => this.#line(item)) : []));
  }

  /** What is being sent is planned anew for the case that sending fails: the first plan is what counts. */
  #note() {
    for (const item of this.#backstage.planned) {
      const key = [item.chat, item.case, item.kind, item.due].join("/");
      if (!this.#seen.has(key)) this.#seen.set(key, item);
    }
  }

  #list() {
    this.#note();
    const planned = [...this.#backstage.planned].sort(byTime);
    this.#planned.replaceChildren(...planned.map((item) => this.#line(item)));
    this.#nothing.hidden = planned.length > 0;
  }

  #line({ chat, case: number, kind, deliver }) {
    const buyer = this.#chats.users.find(({ id }) => id === chat);
    const name = buyer?.name ?? this.#chats.groups.get(chat)?.title ?? chat;
    const whose = [name, number && say("planned_case", { number })].filter(Boolean).join(" · ");
    return el(
      "li",
      {},
      el("strong", {}, kindInWords(kind)),
      el("span", { class: "facts", dir: "auto" }, whose),
      el(
        "time",
        { datetime: new Date(deliver * 1000).toISOString(), title: buyer?.zone },
        momentIn(deliver, buyer?.zone),
        el("span", { class: "facts", data: { deliver } }, relative(deliver, pageLanguage)),
      ),
    );
  }
}
