// Making things go wrong on purpose, as they do at Telegram, and what is wrong now.
// Law: the trouble is the stand-in's; what the bot makes of it is seen in the inspector. Look next: inspector.js.
import { now, span } from "./clock.js";
import { order } from "./connection.js";
import { el } from "./element.js";
import { Reply, choice, field, orderButton } from "./order.js";
import { say } from "./words.js";

const LONGEST = 3600;

const lasting = (value) => el("input", { type: "number", min: 1, max: LONGEST, value, inputmode: "numeric", required: true });

/** A card with a title, a line about it, its controls and a button. */
function card(title, about, ...controls) {
  const words = [el("h3", {}, say(title)), el("p", { class: "quiet" }, say(about))];
  return el("section", { class: "card" }, words, el("div", { class: "line" }, controls.flat()));
}

export class Trouble {
  #now = el("ul", { class: "wrong" });
  #calm = el("p", { class: "quiet" }, say("trouble_none"));
  #clear = orderButton(say("trouble_clear"), () => this.#make({ kind: "clear" }));
  #reply = new Reply();
  #topics = choice([], "");
  #delete = orderButton(say("topic_delete"), () =>
    this.#inGroup("topic_deleted", { thread: Number(this.#topics.value) }),
  );
  #lost = orderButton(say("rights_lost"), () => this.#inGroup("rights_lost"));
  #back = orderButton(say("rights_back"), () => this.#inGroup("rights_back"));
  #group = el("div", { class: "cards" });
  #backstage;
  #chats;

  constructor(backstage, chats) {
    this.#backstage = backstage;
    this.#chats = chats;
    this.node = el(
      "div",
      { class: "panel" },
      el("section", { class: "current" }, el("h3", {}, say("trouble_now")), this.#now, this.#calm, this.#clear),
      this.#reply.node,
      el("div", { class: "cards" }, this.#flood(), this.#outage(), this.#duplicate()),
      this.#group,
    );
    this.#group.append(...this.#ofGroup());
    setInterval(() => this.#count(), 1000);
    for (const name of ["all", "trouble"]) backstage.on(name, () => this.#show());
    for (const name of ["snapshot", "group", "topics"]) chats.on(name, () => this.#showGroup());
  }

  #flood() {
    const seconds = lasting(10);
    const where = choice([["here", say("trouble_here")], ["all", say("trouble_everywhere")]], "here");
    const make = () =>
      seconds.reportValidity() &&
      this.#make({ kind: "flood", chat: where.value === "here" ? this.#chats.current : null, seconds: Number(seconds.value) });
    const fields = [field(say("seconds"), seconds), field(say("trouble_where"), where)];
    return card("flood", "flood_about", fields, orderButton(say("trouble_make"), make));
  }

  #outage() {
    const seconds = lasting(15);
    const make = () => seconds.reportValidity() && this.#make({ kind: "outage", seconds: Number(seconds.value) });
    return card("outage", "outage_about", field(say("seconds"), seconds), orderButton(say("trouble_make"), make));
  }

  #duplicate() {
    const again = orderButton(say("duplicate_make"), () => this.#make({ kind: "duplicate" }));
    return card("duplicate", "duplicate_about", again);
  }

  #ofGroup() {
    return [
      card(
        "topic_deleted",
        "topic_deleted_about",
        field(say("topic"), this.#topics),
        this.#delete,
      ),
      card(
        "rights",
        "rights_about",
        this.#lost,
        this.#back,
      ),
      card("group_upgraded", "group_upgraded_about", orderButton(say("upgrade"), () => this.#inGroup("upgraded"))),
    ];
  }

  #inGroup(kind, facts = {}) {
    return this.#make({ kind, chat: this.#chats.group?.id, ...facts });
  }

  async #make(trouble) {
    const answer = await order("trouble", trouble);
    this.#reply.show(answer, answer.update_id ? say("duplicate_done", { n: answer.update_id }) : say("done"));
  }

  #show() {
    const { trouble } = this.#backstage;
    this.#now.replaceChildren(
      ...trouble.map(({ text, kind, chat, until }) => {
        const words = [KINDS[kind] ? say(KINDS[kind]) : text, chat && this.#nameOf(chat)].filter(Boolean).join(" · ");
        return el("li", {}, el("span", { dir: "auto" }, words), until && el("b", { data: { until } }));
      }),
    );
    this.#calm.hidden = trouble.length > 0;
    this.#clear.hidden = trouble.length === 0;
    this.#count();
  }

  #nameOf(chat) {
    return this.#chats.users.find(({ id }) => id === chat)?.name ?? this.#chats.groups.get(chat)?.title;
  }

  #count() {
    for (const left of this.#now.querySelectorAll("[data-until]")) {
      const seconds = Math.floor(Number(left.dataset.until) - now().getTime() / 1000); // "until" is rounded up
      left.textContent = seconds > 0 ? say("trouble_left", { span: span(seconds) }) : say("trouble_over");
    }
  }

  #showGroup() {
    const { group } = this.#chats;
    this.#group.hidden = !group;
    this.#lost.disabled = group?.bot !== "administrator";
    this.#back.disabled = !this.#lost.disabled;
    const topics = (group?.topics ?? []).filter(({ hidden }) => !hidden);
    const chosen = this.#topics.value;
    const rows = topics.map(({ id, name }) => el("option", { value: id, selected: String(id) === chosen }, name));
    this.#topics.replaceChildren(...(rows.length ? rows : [el("option", { value: "" }, say("topic_none"))]));
    this.#topics.disabled = this.#delete.disabled = !rows.length;
  }
}

const KINDS = {
  flood: "flood",
  outage: "outage",
  rights_lost: "rights_are_lost",
};
