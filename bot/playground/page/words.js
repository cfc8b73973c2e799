// Every word the page itself says, in English and Russian, chosen by the browser's language.
// Law: what the bot says is never here; the page only names its own buttons and troubles.
// Look next: english.js and russian.js, the tables.
import { ENGLISH } from "./english.js";
import { ENGLISH_TOOLS } from "./english-tools.js";
import { RUSSIAN } from "./russian.js";
import { RUSSIAN_TOOLS } from "./russian-tools.js";

const TABLES = { en: { ...ENGLISH, ...ENGLISH_TOOLS }, ru: { ...RUSSIAN, ...RUSSIAN_TOOLS } };

/** The page's own language, "en" or "ru". */
export const pageLanguage = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLES) ?? "en";

/** The words of a key; `{name}` in them is filled from `facts`. */
export function say(key, facts = {}) {
  return TABLES[pageLanguage][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** Gives every element with data-say, data-say-label, -placeholder or -title its words. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of root.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
  for (const node of root.querySelectorAll("[data-say-placeholder]")) node.placeholder = say(node.dataset.sayPlaceholder);
  for (const node of root.querySelectorAll("[data-say-title]")) node.title = say(node.dataset.sayTitle);
}

export function translatePage() {
  document.documentElement.lang = pageLanguage;
  document.title = say("page_title");
  translate(document);
}
