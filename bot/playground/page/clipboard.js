// Puts a text on the clipboard and says so. Law: the exact text, nothing added; a failure is told, never hidden.
import { icon } from "./element.js";
import { toast } from "./notices.js";
import { say } from "./words.js";

const SHOWN_MS = 1600;

/** Copies `text`; `button`, when given, wears a tick for a moment. */
export async function copyText(text, button) {
  const copied = (await byClipboard(text)) || bySelection(text);
  toast(say(copied ? "copied" : "copy_failed"), button);
  if (!copied || !button) return;
  const mark = button.querySelector(".icon-copy");
  if (!mark) return;
  const tick = icon("done");
  mark.replaceWith(tick);
  setTimeout(() => tick.replaceWith(mark), SHOWN_MS);
}

async function byClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or the page was not opened on a loopback address
  }
}

/** The way of browsers that keep the clipboard from pages without a certificate. */
function bySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
