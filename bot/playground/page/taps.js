// Which buttons were tapped and wait for the bot: turning at first, and loudly unanswered after ten seconds.
// Law: a tap stays known until the bot answers it, so nobody has to have looked at the right moment. Look next: keyboard.js.
import { now } from "./clock.js";

const PATIENCE_SECONDS = 10;

export class Taps {
  #taps = new Map(); // "chat/message/data" → { id, chat, message, words, late, timer }
  #tell;

  /** `tell({ chat, message })` is called whenever a tap of that message begins, grows late or ends. */
  constructor(tell) {
    this.#tell = tell;
  }

  /** A button was tapped; `words` are the button's own, `at` is when, in seconds since 1970. */
  wait({ id, chat, message_id: message, data, at }, words = data) {
    const key = `${chat}/${message}/${data}`;
    const before = this.#taps.get(key);
    clearTimeout(before?.timer);
    const waited = at ? Math.max(0, now().getTime() / 1000 - at) : 0;
    const tap = { id, chat, message, words: before?.words ?? words, late: false };
    tap.timer = setTimeout(
      () => {
        tap.late = true;
        this.#tell(tap);
      },
      Math.max(0, PATIENCE_SECONDS - waited) * 1000,
    );
    this.#taps.set(key, tap);
    this.#tell(tap);
  }

  /** The tap never reached the bot. */
  end(chat, message, data) {
    this.#drop(`${chat}/${message}/${data}`);
  }

  /** The bot answered the tap of this id. */
  answered(id) {
    for (const [key, tap] of this.#taps) if (tap.id === id) this.#drop(key);
  }

  clear() {
    for (const { timer } of this.#taps.values()) clearTimeout(timer);
    this.#taps.clear();
  }

  /** "turning", "late", or null. */
  stateOf(chat, message, data) {
    const tap = this.#taps.get(`${chat}/${message}/${data}`);
    return tap ? (tap.late ? "late" : "turning") : null;
  }

  /** The words of the buttons of a message that wait for too long. */
  lateOn(chat, message) {
    return [...this.#taps.values()].filter((tap) => tap.late && tap.chat === chat && tap.message === message).map(({ words }) => words);
  }

  #drop(key) {
    const tap = this.#taps.get(key);
    if (!tap) return;
    clearTimeout(tap.timer);
    this.#taps.delete(key);
    this.#tell(tap);
  }
}
