// Where a chat's view stands, and the pill for what is out of sight: at the end, or at the beginning of the answer where that is longer than the view.
// Law: whoever reads above is never moved; whoever follows sees every answer from its beginning. Look next: log.js.
const NEAR_END = 80;
const GAP = 12; // left free above an answer
const SLACK = 2; // a view never stands on a half pixel
const ONE_ANSWER_SECONDS = 60;

export class View {
  #scroller;
  #pill;
  #unread = 0;
  #follows = true;
  #answer = null; // where what was said last begins: { node, at }
  #target = 0; // where the view was put last
  #top = 0; // where it stood last

  /** `root` holds the scroller with the log in it, and the pill. */
  constructor(root) {
    this.#scroller = root.querySelector(".scroller");
    this.#pill = root.querySelector(".to-end");
    this.#scroller.addEventListener("scroll", () => this.#noteScroll(), { passive: true });
    this.#pill.addEventListener("click", () => this.toEnd("smooth"));
    this.#scroller.addEventListener("fold", () => (this.#follows = false)); // who unfolds a quote reads it from there
    // Pictures and the growing composer change heights: whoever follows stays with it.
    const observer = new ResizeObserver(() => this.#follows && this.#stand());
    observer.observe(root.querySelector(".log"));
    observer.observe(this.#scroller);
  }

  /** Whatever comes next is another answer. */
  asked() {
    this.#answer = null;
  }

  /** Who reads has pressed something and waits for the answer. */
  acted() {
    this.asked();
    this.#follows = true;
  }

  /** The entry at `node` is new, or says something else; `at` in seconds of the stand-in's clock. */
  heard(node, at) {
    if (!this.#follows) return;
    const goesOn = this.#answer?.node.isConnected && at - this.#answer.at < ONE_ANSWER_SECONDS;
    if (!goesOn) this.#answer = { node, at };
    this.#stand();
  }

  /** A message came; out of sight of whoever reads above it is counted. */
  count() {
    if (!this.#follows) this.#mark(this.#unread + 1);
  }

  toEnd(behavior = "auto") {
    this.acted();
    this.#stand(behavior);
  }

  get #end() {
    return this.#scroller.scrollHeight - this.#scroller.clientHeight;
  }

  #stand(behavior = "auto") {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const beginning = this.#answer?.node.isConnected ? this.#answer.node.offsetTop - GAP : Infinity;
    this.#target = Math.min(this.#end, beginning);
    this.#scroller.scrollTo({ top: this.#target, behavior: calm ? "auto" : behavior });
    this.#mark(0);
  }

  #noteScroll() {
    const { scrollTop } = this.#scroller;
    const isBelow = scrollTop > this.#target + SLACK;
    if (this.#end - scrollTop < NEAR_END) {
      if (isBelow) this.#answer = null; // read to its end
      this.#follows = true;
    } else if (isBelow || (scrollTop < this.#top && scrollTop < this.#target - SLACK)) {
      this.#follows = false; // on its way down to the end it still follows: only who goes elsewhere leaves
    }
    this.#top = scrollTop;
    this.#mark(this.#follows ? 0 : this.#unread);
  }

  #mark(unread) {
    this.#unread = unread;
    this.#pill.classList.toggle("counting", unread > 0);
    this.#pill.querySelector("b").textContent = unread || "";
    const place = this.#follows ? this.#target : this.#scroller.scrollTop;
    this.#pill.hidden = !unread && this.#end - place < NEAR_END;
  }
}
