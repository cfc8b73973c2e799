// What came while nobody looked: a count for each chat and topic, for the buyers' list, the topics and the tabs.
// Law: a place is read when its pane shows it on the screen. Look next: places.js.
import { eventOf, placeOf } from "./places.js";

export class Unread {
  #counts = new Map();
  #shown = new Map(); // pane element → the place it shows
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

  /** A pane shows this place now, or none (null). */
  show(pane, place) {
    this.#shown.set(pane, place);
    this.look();
  }

  /** Whatever is on the screen now counts as read. */
  look() {
    const before = this.#counts.size;
    for (const [pane, place] of this.#shown) if (pane.checkVisibility()) this.#counts.delete(place);
    if (this.#counts.size !== before) this.#tell();
  }

  note(message) {
    const place = placeOf(message);
    const isSeen = [...this.#shown].some(([pane, shown]) => shown === place && pane.checkVisibility());
    if (isSeen || eventOf(message)) return;
    this.#counts.set(place, this.of(place) + 1);
    this.#tell();
  }
}
