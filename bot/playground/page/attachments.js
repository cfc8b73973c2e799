// What a message carries besides text and photos: files, videos, voice, stickers, places.
// Law: a row per kind in SHOWN; a kind the page does not know is said to be unknown, never silently dropped.
import { fileAddress } from "./connection.js";
import { el, icon } from "./element.js";
import { toast } from "./notices.js";
import { say } from "./words.js";

const UNITS = ["B", "kB", "MB", "GB"];

function sizeOf(bytes) {
  if (!bytes) return "";
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toFixed(size < 10 && unit ? 1 : 0)} ${UNITS[unit]}`;
}

const length = (seconds = 0) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function row(picture, name, detail) {
  return [el("span", { class: "badge" }, icon(picture)), el("span", { class: "about" }, el("bdi", {}, name), el("small", {}, detail))];
}

function file({ file_id: id }, picture, name, detail) {
  const link = el("a", { class: "attachment", href: fileAddress(id), download: name }, row(picture, name, detail));
  // A placeholder has a size and no bytes: then there is nothing to download, and the buyer is told.
  link.addEventListener("click", async (event) => {
    if (link.dataset.whole) return;
    event.preventDefault();
    const { ok } = await fetch(link.href, { method: "HEAD" });
    if (!ok) return toast(say("placeholder"), link);
    link.dataset.whole = "yes";
    link.click();
  });
  return link;
}

const joined = (...parts) => parts.filter(Boolean).join(" · ");

const SHOWN = {
  document: (it) => file(it, "file", it.file_name ?? say("own_file"), sizeOf(it.file_size)),
  video: (it) => file(it, "video", it.file_name ?? say("video"), joined(length(it.duration), sizeOf(it.file_size))),
  animation: (it) => file(it, "video", it.file_name ?? say("video"), joined(length(it.duration), sizeOf(it.file_size))),
  video_note: (it) => file(it, "video", say("video"), joined(length(it.duration), sizeOf(it.file_size))),
  audio: (it) => file(it, "voice", it.file_name ?? say("voice"), joined(length(it.duration), sizeOf(it.file_size))),
  voice: (it) => file(it, "voice", say("voice"), joined(length(it.duration), sizeOf(it.file_size))),
  sticker: (it) => el("div", { class: "sticker", role: "img", "aria-label": say("sticker") }, it.emoji ?? "🙂"),
  location: (it) =>
    el("div", { class: "attachment" }, row("place", say("location"), `${it.latitude.toFixed(4)}, ${it.longitude.toFixed(4)}`)),
  contact: (it) => el("div", { class: "attachment" }, row("person", it.first_name, it.phone_number)),
};

/** The attachment's node, or null when the message has none the page must show. */
export function attachmentOf(message) {
  // Telegram fills `document` beside `animation`; the more telling one goes first.
  const kind = ["animation", ...Object.keys(SHOWN)].find((name) => message[name]);
  if (kind) return SHOWN[kind](message[kind]);
  if (message.text === undefined && message.caption === undefined && !message.photo) {
    return el("em", { class: "unknown" }, say("unsupported"));
  }
  return null;
}
