// A row of tabs and what each opens, as screen readers expect it: one stop for Tab, arrows move. Look next: tools.js.
import { el, icon } from "./element.js";

export class Tabs {
  node;
  #tabs = new Map(); // name → { tab, panel }
  #onShow;

  /** `entries`: [{ name, words, picture, panel }]. `onShow(name)` is told whenever a panel comes to the front. */
  constructor(label, entries, { onShow = () => {}, style = "" } = {}) {
    this.#onShow = onShow;
    const list = el("div", { class: "tabs", role: "tablist", "aria-label": label, onkeydown: (event) => this.#move(event) });
    this.node = el("div", { class: `tabbed ${style}` }, list);
    for (const { name, words, picture, panel } of entries) {
      const tab = el(
        "button",
        { id: `tab-${name}`, type: "button", role: "tab", "aria-controls": `panel-${name}`, onclick: () => this.show(name) },
        picture && icon(picture),
        el("span", {}, words),
        el("b", { class: "mark" }),
      );
      panel.id = `panel-${name}`;
      panel.tabIndex = -1;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      this.node.append(panel);
      this.#tabs.set(name, { tab, panel });
    }
    this.show(entries[0].name);
  }

  show(name) {
    for (const [other, { tab, panel }] of this.#tabs) {
      const isShown = other === name;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      panel.hidden = !isShown;
    }
    this.#onShow(name);
  }

  /** Puts the focus on what is in front. */
  focus() {
    [...this.#tabs.values()].find(({ panel }) => !panel.hidden).panel.focus();
  }

  /** A small count on a tab; 0 takes it away. */
  mark(name, count) {
    this.#tabs.get(name).tab.querySelector(".mark").textContent = count || "";
  }

  #move(event) {
    const names = [...this.#tabs.keys()];
    const at = names.findIndex((name) => this.#tabs.get(name).tab === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length];
    this.show(name);
    this.#tabs.get(name).tab.focus();
  }
}
