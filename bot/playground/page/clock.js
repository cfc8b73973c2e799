// Time as the buyer's own device shows it: message times, day lines, and Telegram's date_time entities.
// Law: the stand-in's clock may be moved, so "now" is the one it last told us plus what passed since.
import { pageLanguage, say } from "./words.js";

let toldAt = performance.now();
let toldNow = Date.now();

/** Takes over the stand-in's clock: an ISO text, or seconds since 1970. */
export function setNow(now) {
  const read = typeof now === "number" ? now * 1000 : Date.parse(now);
  if (Number.isNaN(read)) return;
  toldNow = read;
  toldAt = performance.now();
}

export const now = () => new Date(toldNow + performance.now() - toldAt);

/**
 * A language with its region: "en" becomes "en-GB" where the day is written first, else what the browser knows for it.
 * `dayFirst`: how the buyer's own device is set, null when nobody said.
 */
function regional(language, dayFirst = null) {
  if (language === "en" && dayFirst !== null) return dayFirst ? "en-GB" : "en-US";
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

const formats = new Map();

function format(date, language, options, dayFirst = null) {
  const tag = regional(language, dayFirst);
  const key = tag + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(tag, options));
  return formats.get(key).format(date);
}

// Each takes a time zone by name; without one it is this browser's.

export const timeOfDay = (unix, zone) =>
  format(new Date(unix * 1000), pageLanguage, { hour: "2-digit", minute: "2-digit", timeZone: zone ?? undefined });

export const wholeMoment = (unix, zone, language = pageLanguage, dayFirst = null) =>
  format(new Date(unix * 1000), language, { dateStyle: "full", timeStyle: "long", timeZone: zone ?? undefined }, dayFirst);

/** A text that is equal for two moments of one day there: "2026-03-14". */
export const dayKey = (unix, zone) =>
  format(new Date(unix * 1000), "sv", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone ?? undefined });

/** "Today", "Yesterday", "14 March", or with the year when it is another one. */
export function dayName(unix, zone) {
  const day = dayKey(unix, zone);
  const today = dayKey(now().getTime() / 1000, zone);
  if (day === today) return say("today");
  if (Date.parse(today) - Date.parse(day) === 86400000) return say("yesterday");
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  return format(new Date(unix * 1000), pageLanguage, { day: "numeric", month: "long", year, timeZone: zone ?? undefined });
}

const SPANS = [
  ["year", 31557600],
  ["month", 2629800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** "in 3 days", "two hours ago": counted in the largest whole unit. */
export function relative(unix, language) {
  const seconds = unix - now().getTime() / 1000;
  const [unit, size] = SPANS.find(([, length]) => Math.abs(seconds) >= length) ?? SPANS.at(-1);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** A length of time in its two largest units: "1 day 3 hours". Never negative. */
export function span(seconds) {
  const words = [];
  let left = Math.max(0, Math.round(seconds));
  for (const [unit, size] of SPANS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (!count && !(unit === "second" && !words.length)) continue;
    words.push(new Intl.NumberFormat(pageLanguage, { style: "unit", unit, unitDisplay: "long" }).format(count));
    if (words.length === 2) break;
  }
  return words.join(" ");
}

/** Day and time as a clock in that zone shows them; without a zone, as this browser's does. */
export function momentIn(unix, zone, timeStyle = "short") {
  const options = { dateStyle: timeStyle === "short" ? "medium" : "full", timeStyle, timeZone: zone ?? undefined };
  return format(new Date(unix * 1000), pageLanguage, options);
}

/** The hour and second a line was written, to the second. */
export const toTheSecond = (unix) =>
  format(new Date(unix * 1000), pageLanguage, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/**
 * What a date_time entity shows, by its format letters: r relative, or any of w weekday, d and D the date short and
 * long, t and T the time short and long; as the device of `place` writes them. Empty format or an unknown letter: null, the sender's own text stays.
 */
export function moment(unix, letters, { language, zone, dayFirst }) {
  if (!letters || /[^rwdDtT]/.test(letters)) return null;
  if (letters.includes("r")) return relative(unix, language);
  const options = { timeZone: zone ?? undefined };
  if (letters.includes("w")) options.weekday = "long";
  if (letters.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (letters.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (letters.includes("t")) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (letters.includes("T")) Object.assign(options, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return format(new Date(unix * 1000), language, options, dayFirst);
}
