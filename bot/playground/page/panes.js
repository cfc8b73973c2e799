// Which pane a small screen shows: phone, group or tools; and on a phone-sized one, the sheet about the buyer.
// Law: on a wide screen all stand side by side and none of this is seen. Look next: style-layout.css, style-small.css.
const KEY = "recourse-pane";

const $ = (selector) => document.querySelector(selector);

/** The sheet about the buyer, which on a small screen lies over the phone. */
export function showSheet(isOpen) {
  if ($("#aside").classList.contains("open") === isOpen) return;
  $("#aside").classList.toggle("open", isOpen);
  $("#settings").setAttribute("aria-expanded", String(isOpen));
  $(isOpen ? "#aside-close" : "#settings").focus();
}

/**
 * Wires the tabs and the sheet; returns what brings a pane to the screen. `chats.unread` counts what waits in the panes
 * that are not on it.
 */
export function wirePanes(chats) {
  const tabs = [...document.querySelectorAll("#tabs button")];

  const isShown = (pane) => $(`#${pane}`).checkVisibility();

  function look() {
    for (const tab of tabs) tab.setAttribute("aria-current", String(isShown(tab.dataset.pane)));
    chats.unread.look();
  }

  function show(pane) {
    document.body.dataset.pane = pane;
    look();
    try {
      sessionStorage.setItem(KEY, pane);
    } catch {
      // storage is forbidden in some private windows; the pane is then forgotten with the page
    }
  }

  function count() {
    const sums = {
      phone: chats.unread.sum((place) => !place.includes("/")),
      group: chats.unread.sum((place) => place.includes("/")),
    };
    for (const tab of tabs) {
      const mark = tab.querySelector("b");
      if (mark) mark.textContent = sums[tab.dataset.pane] || "";
    }
    const others = chats.unread.sum((place) => !place.includes("/") && place !== String(chats.current));
    $("#settings").classList.toggle("waiting", others > 0);
  }

  let before = "phone";
  try {
    before = sessionStorage.getItem(KEY) ?? before;
  } catch {
    // as above
  }
  show(tabs.some((tab) => tab.dataset.pane === before) ? before : "phone");
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.pane));
  chats.on("unread", count);
  addEventListener("resize", look);
  $("#settings").addEventListener("click", () => showSheet(true));
  $("#aside-close").addEventListener("click", () => showSheet(false));
  $("#new-buyer").addEventListener("click", () => showSheet(false));
  $("#aside").addEventListener("keydown", (event) => event.key === "Escape" && showSheet(false));
  return (pane) => isShown(pane) || show(pane);
}
