// The conversation as text: to look at, save and copy; to play again from a file or pasted; to approve as a test.
// Law: the text is the stand-in's, shown and sent to the letter. Look next: playing.js, which shows a replay.
import { copyText } from "./clipboard.js";
import { order, transcriptOf } from "./connection.js";
import { el } from "./element.js";
import { Reply, field, orderButton } from "./order.js";
import { Pace } from "./pace.js";
import { say } from "./words.js";

const WAIT_MS = 400; // an answer is several changes; the text is asked for once they have come

export class Transcript {
  #text = el("pre", { class: "script", tabindex: 0, dir: "auto", "aria-label": say("transcript") });
  #save = el("a", { class: "plain", role: "button" }, say("transcript_save"));
  #buttons = el("div", { class: "line" });
  #name = el("input", { type: "text", required: true, maxlength: 60, autocomplete: "off", spellcheck: "false" });
  #overwrite = el("input", { type: "checkbox" });
  #pasted = el("textarea", { rows: 5, dir: "auto", spellcheck: "false" });
  #pace = new Pace();
  #file = el("input", { type: "file", accept: ".txt,text/plain", hidden: true });
  #replies = { read: new Reply(), replay: new Reply(), approve: new Reply() };
  #chats;
  #waiting;

  constructor(chats) {
    this.#chats = chats;
    this.node = el("div", { class: "panel" }, this.#reading(), this.#replaying(), this.#approving());
    this.#file.addEventListener("change", () => this.#take());
    for (const name of ["chat", "message", "edit", "delete"]) chats.on(name, () => this.#later());
  }

  /** The panel came to the front. */
  shown() {
    this.#read();
  }

  #reading() {
    const copy = orderButton(say("copy"), () => copyText(this.#text.textContent));
    this.#buttons.append(this.#save, copy);
    return el("section", {}, el("h3", {}, say("transcript_of")), this.#text, this.#replies.read.node, this.#buttons);
  }

  #replaying() {
    const pick = orderButton(say("replay_file"), () => this.#file.click());
    const play = orderButton(say("replay_play"), () => this.#replay(), "primary");
    return el(
      "section",
      {},
      el("h3", {}, say("replay")),
      el("p", { class: "quiet" }, say("replay_about")),
      field(say("replay_text"), this.#pasted),
      this.#file,
      el("div", { class: "line" }, this.#pace.node, pick, play),
      this.#replies.replay.node,
    );
  }

  #approving() {
    const form = el(
      "form",
      { class: "line" },
      field(say("approve_name"), this.#name),
      el("button", { class: "plain" }, say("approve_do")),
      el("label", { class: "check" }, this.#overwrite, say("approve_overwrite")),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const facts = { chat: this.#chats.current, name: this.#name.value, overwrite: this.#overwrite.checked };
      const answer = await order("approve", facts);
      if (this.#replies.approve.show(answer, say("approved", { file: answer.file }))) this.#overwrite.checked = false;
    });
    const words = [el("h3", {}, say("approve")), el("p", { class: "quiet" }, say("approve_about"))];
    return el("section", {}, words, form, this.#replies.approve.node);
  }

  #later() {
    clearTimeout(this.#waiting);
    if (this.node.checkVisibility()) this.#waiting = setTimeout(() => this.#read(), WAIT_MS);
  }

  async #read() {
    const { current, user } = this.#chats;
    const isEmpty = current === null || this.#chats.messagesOf(current).size === 0;
    this.#buttons.hidden = isEmpty;
    if (isEmpty) {
      this.#text.textContent = "";
      return this.#replies.read.done(say("transcript_none"));
    }
    this.#save.href = `/play/transcript?chat=${current}`;
    this.#save.download = `${user?.name ?? current}.txt`;
    try {
      const text = await transcriptOf(current);
      if (current === this.#chats.current) this.#text.textContent = text;
      return this.#replies.read.done();
    } catch (problem) {
      return this.#replies.read.fail(problem.message);
    }
  }

  async #take() {
    const [file] = this.#file.files;
    this.#file.value = "";
    if (!file) return;
    this.#pasted.value = await file.text();
    await this.#replay();
  }

  async #replay() {
    if (!this.#pasted.value.trim()) return this.#pasted.focus();
    return this.#replies.replay.show(await order("replay", { text: this.#pasted.value, pace: this.#pace.value }));
  }
}
