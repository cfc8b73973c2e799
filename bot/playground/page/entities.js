// Turns a message's text and Telegram's entities into nodes: bold, links, folds, code to copy, times in the reader's zone.
// Law: offsets count UTF-16 units, as JavaScript's strings do; text stays text; only http, https, mailto and tel may be links.
// Look next: bubble.js.
import { copyText } from "./clipboard.js";
import { moment, wholeMoment } from "./clock.js";
import { el, icon } from "./element.js";
import { say } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LONG_QUOTE = 160;

// Folds and spoilers the reader opened stay open when the bot edits the message.
const opened = new Set();

/**
 * The nodes of a text. `place` names the text (chat and message) so that opened folds are remembered;
 * `onCommand(text)` is called when a /command in it is pressed; `language`, `zone` and `dayFirst` are the reader's.
 */
export function textNodes(text, entities, place) {
  const sorted = [...(entities ?? [])].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return nodesBetween(text, 0, text.length, sorted, place);
}

function nodesBetween(text, from, to, entities, place) {
  const nodes = [];
  const waiting = entities.slice();
  let at = from;
  let afterBlock = false;

  function plain(until) {
    let piece = text.slice(at, until);
    if (afterBlock && piece.startsWith("\n")) piece = piece.slice(1); // a block ends its line by itself
    if (piece) nodes.push(piece);
    at = until;
  }

  while (waiting.length) {
    const entity = waiting.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) continue;
    plain(entity.offset);
    const inside = [];
    while (waiting.length && waiting[0].offset < end) inside.push(waiting.shift());
    for (const child of inside) {
      const over = child.offset + child.length - end;
      if (over > 0) waiting.unshift({ ...child, offset: end, length: over }); // crosses our end: goes on behind it
    }
    nodes.push(wrap(entity, text.slice(entity.offset, end), nodesBetween(text, entity.offset, end, inside, place), place));
    at = end;
    afterBlock = BLOCKS.has(entity.type);
  }
  plain(to);
  return nodes;
}

function wrap(entity, words, children, place) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, children);
  return WRAPS[entity.type]?.(entity, words, children, place) ?? el("span", {}, children);
}

function link(address, children) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, children);
  }
  if (!["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) return el("span", {}, children);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, children);
}

const withScheme = (words) => (/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`);

function spoiler(entity, words, children, place) {
  const key = `${place.key}/${entity.offset}/spoiler`;
  if (opened.has(key)) return el("span", { class: "spoiler shown" }, children);
  const node = el("button", { class: "spoiler", type: "button", "aria-label": say("reveal") }, children);
  node.addEventListener("click", () => {
    opened.add(key);
    node.replaceWith(el("span", { class: "spoiler shown" }, ...node.childNodes));
  });
  return node;
}

function foldable(entity, words, children, place) {
  const quote = el("blockquote", { dir: "auto" }, el("div", { class: "quoted" }, children));
  if (words.length <= LONG_QUOTE && words.split("\n").length <= 3) return quote;
  const key = `${place.key}/${entity.offset}/fold`;
  const toggle = el("button", { class: "fold", type: "button" });
  function show() {
    const isOpen = opened.has(key);
    quote.classList.toggle("folded", !isOpen);
    toggle.setAttribute("aria-expanded", isOpen);
    toggle.replaceChildren(say(isOpen ? "fold" : "unfold"), icon("down"));
  }
  toggle.addEventListener("click", () => {
    if (!opened.delete(key)) opened.add(key);
    show();
    toggle.dispatchEvent(new Event("fold", { bubbles: true }));
  });
  quote.append(toggle);
  show();
  return quote;
}

function copyBlock(entity, words, children) {
  const button = el(
    "button",
    { class: "copy", type: "button", onclick: () => copyText(words, button) },
    icon("copy"),
    el("span", {}, say("copy")),
  );
  const block = el("div", { class: "pre" }, el("div", { class: "pre-bar" }, el("span", {}, entity.language ?? ""), button));
  const body = el("pre", { dir: "auto", title: say("copy") }, children);
  // A press on the text copies as well, unless the buyer is selecting a part of it.
  body.addEventListener("click", () => {
    if (getSelection().isCollapsed) copyText(words, button);
  });
  block.append(body);
  return block;
}

function time(entity, words, children, place) {
  const stamp = new Date(entity.unix_time * 1000);
  if (Number.isNaN(stamp.getTime())) return el("span", {}, children);
  const shown = moment(entity.unix_time, entity.date_time_format, place);
  // The whole date and time, for the mouse and for the keyboard; style-words.css shows it.
  const whole = wholeMoment(entity.unix_time, place.zone, place.language, place.dayFirst);
  return el("time", { datetime: stamp.toISOString(), tabindex: 0, "aria-description": whole, data: { whole } }, shown ?? children);
}

const WRAPS = {
  pre: copyBlock,
  blockquote: (entity, words, children) => el("blockquote", { dir: "auto" }, el("div", { class: "quoted" }, children)),
  expandable_blockquote: foldable,
  spoiler,
  date_time: time,
  url: (entity, words, children) => link(withScheme(words), children),
  text_link: (entity, words, children) => link(entity.url, children),
  email: (entity, words, children) => link(`mailto:${words}`, children),
  phone_number: (entity, words, children) => link(`tel:${words.replace(/[^+\d]/g, "")}`, children),
  bot_command: (entity, words, children, place) =>
    el("button", { class: "command", type: "button", onclick: () => place.onCommand(words) }, children),
};
