// The column of tools beside the chats: one tab each, and above them what is being played.
// Law: a tool is a module with a `node`; none knows another. Look next: backstage.js (what they know), clockpanel.js.
import { Alarm } from "./alarm.js";
import { ClockPanel } from "./clockpanel.js";
import { el } from "./element.js";
import { Inspector } from "./inspector.js";
import { PeoplePanel } from "./peoplepanel.js";
import { Playing } from "./playing.js";
import { Scenarios } from "./scenarios.js";
import { Tabs } from "./tabs.js";
import { Transcript } from "./transcript.js";
import { Trouble } from "./trouble.js";
import { say } from "./words.js";

export class Tools {
  /** Fills `place`. `show(pane)` brings a pane to the front where it is not on the screen. */
  constructor(place, backstage, chats, show) {
    const clock = new ClockPanel(backstage, chats);
    const inspector = new Inspector(backstage, chats);
    const transcript = new Transcript(chats);
    const tabs = new Tabs(
      say("tools"),
      [
        { name: "scenarios", words: say("tool_scenarios"), picture: "scenarios", panel: new Scenarios(backstage).node },
        { name: "clock", words: say("tool_clock"), picture: "clock", panel: clock.node },
        { name: "people", words: say("tool_people"), picture: "person", panel: new PeoplePanel(chats).node },
        { name: "trouble", words: say("tool_trouble"), picture: "trouble", panel: new Trouble(backstage, chats).node },
        { name: "inspector", words: say("tool_inspector"), picture: "inspector", panel: inspector.node },
        { name: "transcript", words: say("tool_transcript"), picture: "transcript", panel: transcript.node },
      ],
      { onShow: (name) => ({ clock, inspector, transcript })[name]?.shown() },
    );
    const alarm = new Alarm(backstage, (number) => {
      show("tools");
      tabs.show("inspector");
      inspector.show(number);
    });
    document.body.prepend(alarm.node);
    document.querySelector("#watch").addEventListener("click", () => {
      show("tools");
      tabs.show("scenarios");
      tabs.focus();
    });
    const toasts = el("div", { class: "toasts", role: "status" });
    place.append(el("h2", { class: "unseen" }, say("tools")), new Playing(backstage, chats, show).node, tabs.node, toasts);
    chats.on("taps", ({ chat, message, words, late }) => {
      if (late && chats.taps.lateOn(chat, message).includes(words)) backstage.tapWaits(chat, words);
    });
    for (const name of ["all", "trouble"]) backstage.on(name, () => tabs.mark("trouble", backstage.trouble.length));
  }
}
