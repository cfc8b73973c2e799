// Short messages over the chat: toasts that leave by themselves, alerts that wait for OK, and the lost-connection banner.
import { el } from "./element.js";
import { say } from "./words.js";

const SECONDS_PER_LETTER = 0.055;

let leaving;

/** Shows a line for as long as it takes to read it; screen readers are told. */
export function toast(text) {
  const place = document.querySelector("#toasts");
  clearTimeout(leaving);
  place.replaceChildren(el("div", { class: "toast", dir: "auto" }, text));
  const seconds = Math.max(2, Math.min(8, 1.2 + text.length * SECONDS_PER_LETTER));
  leaving = setTimeout(() => place.replaceChildren(), seconds * 1000);
}

/** A window over the chat; the focus goes back to where it was when it is closed. */
export function alertBox(text) {
  const box = el(
    "dialog",
    { class: "alert", "aria-labelledby": "alert-text" },
    el("p", { id: "alert-text", dir: "auto" }, text),
    el("form", { method: "dialog" }, el("button", { class: "primary", autofocus: true }, say("ok"))),
  );
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** The banner above the chat; `onRetry` is the button's. */
export function wireBanner(onRetry) {
  const banner = document.querySelector("#lost");
  banner.querySelector("button").addEventListener("click", onRetry);
  return (state) => (banner.hidden = state !== "lost");
}
