// How fast something is played: a choice of three. Law: the stand-in counts from 1, the pace at which one can read along.
import { choice, field } from "./order.js";
import { say } from "./words.js";

const PACES = [[0.5, "pace_slow"], [1, "pace_normal"], [4, "pace_fast"]];

export class Pace {
  #choice = choice(PACES.map(([pace, words]) => [pace, say(words)]), 1);
  node = field(say("pace"), this.#choice);

  get value() {
    return Number(this.#choice.value);
  }
}
