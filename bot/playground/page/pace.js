// How fast something is played: a choice of three. Law: the stand-in counts from 1, the pace at which one can read along.
import { choice, field } from "./order.js";
import { say } from "./words.js";

const PACES = { slow: 0.5, normal: 1, fast: 4 };

export class Pace {
  #choice = choice(Object.keys(PACES).map((name) => [name, say(`pace_${name}`)]), "normal");
  node = field(say("pace"), this.#choice);

  get value() {
    return PACES[this.#choice.value];
  }
}
