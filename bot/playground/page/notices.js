// Short messages over the chat: toasts that leave by themselves, alerts that wait for OK, and the lost-connection banner.
import { el } from "./element.js";
import { say } from "./words.js";

const SECONDS_PER_LETTER = 0.055;

const leaving = new WeakMap(); // place → the timer of its toast

/** Where a toast is seen: the pane of the node `near`, or else the first one on the screen. */
function placeFor(near) {
  const places = [...document.querySelectorAll(".toasts")];
  return near?.closest(".pane")?.querySelector(".toasts") ?? places.find((place) => place.checkVisibility()) ?? places[0];
}

/** Shows a line for as long as it takes to read it; screen readers are told. */
export function toast(text, near) {
  const place = placeFor(near);
  clearTimeout(leaving.get(place));
  place.replaceChildren(el("div", { class: "toast", dir: "auto" }, text));
  const seconds = Math.max(2, Math.min(8, 1.2 + text.length * SECONDS_PER_LETTER));
  leaving.set(
    place,
    setTimeout(() => place.replaceChildren(), seconds * 1000),
  );
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
