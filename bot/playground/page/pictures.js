// Photos in a bubble, one or an album, and the full view over the page.
// Law: every picture has its room before it arrives, so nothing jumps. Look next: attachments.js for other files.
import { fileAddress } from "./connection.js";
import { el, icon } from "./element.js";
import { say } from "./words.js";

/** Telegram sends several sizes of a photo: the largest, which is the last by area. */
const largest = (sizes) => sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));

/** What a picture is called: the first line of its words; all of them stand below it in the chat. */
const firstLine = (words) => words?.split("\n", 1)[0];

/** The photos of one message or album as a grid of buttons that open the full view. */
export function pictureGrid(messages) {
  const photos = messages.map((message) => ({ size: largest(message.photo), words: message.caption, message }));
  const grid = el("div", { class: "pictures", data: { count: Math.min(photos.length, 10) } });
  photos.forEach(({ size, words, message }, index) => {
    const name = photos.length > 1 ? say("picture_of", { n: index + 1, count: photos.length }) : say("picture");
    const label = words ? `${name}: ${firstLine(words)}` : name;
    const image = el("img", { src: fileAddress(size.file_id), width: size.width, height: size.height, alt: "", draggable: "false" });
    const button = el("button", { class: "picture", type: "button", "aria-label": label }, image);
    if (message.has_media_spoiler) button.classList.add("veiled");
    button.addEventListener("click", () => {
      if (button.classList.contains("veiled")) button.classList.remove("veiled");
      else openView(photos, index);
    });
    grid.append(button);
  });
  return grid;
}

function openView(photos, first) {
  let at = first;
  const image = el("img", { alt: "" });
  const words = el("p", { class: "view-caption", dir: "auto", "aria-live": "polite" });
  const turn = (name, step) =>
    el("button", { class: `view-turn ${name}`, type: "button", "aria-label": say(name === "back" ? "previous" : "next"), onclick: () => show(at + step) }, icon(name));
  const many = photos.length > 1;
  const view = el(
    "dialog",
    { class: "view", "aria-label": say("picture") },
    image,
    words,
    many && turn("back", -1),
    many && turn("next", 1),
    el("button", { class: "view-close", type: "button", "aria-label": say("close"), onclick: () => view.close() }, icon("close")),
  );

  function show(index) {
    at = (index + photos.length) % photos.length;
    const { size, words: caption } = photos[at];
    image.src = fileAddress(size.file_id);
    image.width = size.width;
    image.height = size.height;
    image.alt = caption ?? say("picture_of", { n: at + 1, count: photos.length });
    words.textContent = [many && say("picture_of", { n: at + 1, count: photos.length }), firstLine(caption)].filter(Boolean).join(" · ");
  }

  view.addEventListener("keydown", (event) => {
    if (many && event.key === "ArrowLeft") show(at - 1);
    if (many && event.key === "ArrowRight") show(at + 1);
  });
  view.addEventListener("click", ({ target }) => target === view && view.close());
  view.addEventListener("close", () => view.remove());
  document.body.append(view);
  show(first);
  view.showModal();
}
