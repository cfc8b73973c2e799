// What came while nobody looked: a count for each chat and topic, for the buyers' list, the topics and the tabs.
// Law: a place is read when its pane shows it on the screen; how far is kept in the browser for as long as the stand-in
// runs, so a reloaded page knows it still. Look next: places.js.
import { eventOf, placeOf } from "./places.js";

const KEY = "recourse-read";

/** Whether somebody is waited for to read it: what the bot says to a buyer, and anything said in a group. */
const counts = (message) => !eventOf(message) && (message.chat.type !== "private" || message.from_bot);

export class Unread {
  #counts = new Map();
  #newest = new Map(); // place → the id of its last message
  #shown = new Map(); // pane element → the place it shows
  #run = null;
  #read = {}; // place → the id up to which it was read
  #tell;

  constructor(tell) {
    this.#tell = tell;
  }

  of(place) {
    return this.#counts.get(place) ?? 0;
  }

  /** All that is unread where `test(place)` holds. */
  sum(test) {
    return [...this.#counts].reduce((sum, [place, count]) => sum + (test(place) ? count : 0), 0);
  }

  /** Counts anew over all messages there are; `run` tells one life of the stand-in from another. */
  take(run, messages) {
    this.#run = run;
    this.#read = this.#kept();
    this.#counts.clear();
    this.#newest.clear();
    for (const message of messages) this.#add(message);
    this.look();
    this.#tell();
  }

  /** A pane shows this place now, or none (null). */
  show(pane, place) {
    this.#shown.set(pane, place);
    this.look();
  }

  /** Whatever is on the screen now counts as read. */
  look() {
    const before = this.#counts.size;
    for (const [pane, place] of this.#shown) if (pane.checkVisibility()) this.#finish(place);
    this.#keep();
    if (this.#counts.size !== before) this.#tell();
  }

  note(message) {
    this.#add(message);
    const place = placeOf(message);
    const isSeen = [...this.#shown].some(([pane, shown]) => shown === place && pane.checkVisibility());
    if (isSeen) {
      this.#finish(place);
      this.#keep();
    } else if (counts(message)) this.#tell();
  }

  #add(message) {
    const place = placeOf(message);
    const { message_id: id } = message;
    this.#newest.set(place, Math.max(id, this.#newest.get(place) ?? 0));
    if (counts(message) && id > (this.#read[place] ?? 0)) this.#counts.set(place, this.of(place) + 1);
  }

  #finish(place) {
    this.#counts.delete(place);
    if (this.#newest.has(place)) this.#read[place] = this.#newest.get(place);
  }

  #kept() {
    try {
      const { run, read } = JSON.parse(localStorage.getItem(KEY)) ?? {};
      return run === this.#run ? read : {};
    } catch {
      return {}; // nothing was kept, or storage is forbidden in some private windows
    }
  }

  #keep() {
    if (this.#run === null) return; // nothing is known yet, and what was kept stays
    try {
      localStorage.setItem(KEY, JSON.stringify({ run: this.#run, read: this.#read }));
    } catch {
      // as above
    }
  }
}
