// The paperclip: sample pictures (several make an album), own files, and the other kinds of message.
// Look next: samples.js, files.js, connection.js (what is sent).
import { el, icon } from "./element.js";
import { readFile, readSample } from "./files.js";
import { toast } from "./notices.js";
import { SAMPLES } from "./samples.js";
import { say } from "./words.js";

const ALBUM = 10;

export class Tray {
  #panel;
  #button;
  #caption;
  #send;
  #choices = new Map(); // sample → its button
  #chosen = []; // in the order they were picked, as they will stand in the album
  #does;

  /** `root` holds the panel and its button; `does(act, facts)` sends and resolves to whether it went through. */
  constructor(root, does) {
    this.#does = does;
    this.#panel = root.querySelector(".tray");
    this.#button = root.querySelector(".attach");
    this.#caption = root.querySelector(".caption");
    this.#send = root.querySelector(".send-pictures");
    root.querySelector(".samples").append(...SAMPLES.map((sample) => this.#choice(sample)));
    this.#button.addEventListener("click", () => (this.#panel.hidden ? this.#open() : this.close()));
    this.#panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close(true));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#panel.contains(target) && !this.#button.contains(target)) this.close();
    });
    this.#send.addEventListener("click", () => this.#sendChosen(false));
    root.querySelector(".as-files").addEventListener("click", () => this.#sendChosen(true));
    this.#caption.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // else the same key presses the paperclip, which has the focus by then
      this.#sendChosen(false);
    });
    const picker = root.querySelector(".own-file");
    root.querySelector(".pick-file").addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => {
      const files = [...picker.files];
      picker.value = "";
      this.take(files);
    });
    for (const button of this.#panel.querySelectorAll("[data-act]")) {
      button.addEventListener("click", () => {
        this.close(true);
        this.#does(button.dataset.act, {});
      });
    }
  }

  #open() {
    this.#panel.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#panel.querySelector("button").focus();
  }

  close(andFocus = false) {
    if (this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    this.#chosen = [];
    this.#caption.value = "";
    this.#count();
    if (andFocus) this.#button.focus();
  }

  #choice(sample) {
    const image = el("img", { src: sample.address, alt: "", width: 96, height: 96, loading: "lazy" });
    const button = el("button", { class: "sample", type: "button", "aria-pressed": "false" }, image, el("span", {}, sample.title), el("b"));
    this.#choices.set(sample, button);
    button.addEventListener("click", () => {
      if (this.#chosen.includes(sample)) this.#chosen = this.#chosen.filter((other) => other !== sample);
      else if (this.#chosen.length < ALBUM) this.#chosen.push(sample);
      else toast(say("album_full"), this.#panel);
      this.#count();
    });
    return button;
  }

  #count() {
    for (const [sample, button] of this.#choices) {
      const place = this.#chosen.indexOf(sample);
      button.setAttribute("aria-pressed", String(place >= 0));
      button.querySelector("b").textContent = place >= 0 ? place + 1 : "";
    }
    this.#panel.classList.toggle("choosing", this.#chosen.length > 0);
    this.#send.replaceChildren(say("send_pictures", { n: this.#chosen.length }), icon("send"));
  }

  async #sendChosen(asFiles) {
    const chosen = this.#chosen;
    const caption = this.#caption.value.trim() || undefined;
    if (!chosen.length) return;
    this.close(true);
    const files = (await Promise.all(chosen.map(readSample))).filter(Boolean);
    await this.#sendFiles(files, caption, asFiles);
  }

  /** Sends own files: pictures together as albums, the rest one by one. */
  async take(files) {
    this.close(true);
    const read = (await Promise.all(files.map(readFile))).filter(Boolean);
    await this.#sendFiles(read, undefined, false);
  }

  async #sendFiles(files, caption, asFiles) {
    const isPhoto = ({ type }) => !asFiles && /^image\/(jpeg|png|webp)$/.test(type);
    const photos = files.filter(isPhoto);
    for (let at = 0; at < photos.length; at += ALBUM) {
      await this.#does("sends_photos", { photos: photos.slice(at, at + ALBUM), caption: at ? undefined : caption });
    }
    for (const file of files.filter((other) => !isPhoto(other))) {
      const kind = file.type.startsWith("video/") ? "sends_video" : "sends_document";
      await this.#does(kind, { ...file, caption: photos.length ? undefined : caption });
    }
  }
}
