// Puts the page together: what arrives goes to the chat log, what the buyer does goes to the stand-in.
// Start reading here; then chats.js (what is known), log.js (how it is shown), composer.js (what is written).
import { Chats } from "./chats.js";
import { CommandMenu } from "./commandmenu.js";
import { Composer } from "./composer.js";
import { Backstage } from "./backstage.js";
import { act, listen } from "./connection.js";
import { icon } from "./element.js";
import { Log } from "./log.js";
import { alertBox, toast, wireBanner } from "./notices.js";
import { wireTheme } from "./theme.js";
import { Tools } from "./tools.js";
import { Tray } from "./tray.js";
import { say, translatePage } from "./words.js";

const ACTIONS = { typing: "typing", upload_photo: "sending_photo", upload_document: "sending_file" };
const ACTION_MS = 5000; // as long as Telegram shows it

const $ = (selector) => document.querySelector(selector);
const chats = new Chats();
const backstage = new Backstage();

/** Does an act of the current buyer; says so when it was refused. True when it went through. */
async function does(name, facts) {
  const answer = await act(name, chats.current, facts);
  if (!answer.ok) toast(say("failed", { error: answer.error }));
  return answer.ok;
}

async function tap(message, data) {
  const chat = message.chat.id;
  if (chats.isTapped(chat, message.message_id, data)) return;
  chats.beginTap(chat, message.message_id, data);
  const answer = await act("taps", chats.current, { message_id: message.message_id, data });
  if (!answer.ok) {
    chats.endTap(chat, message.message_id, data);
    toast(say("failed", { error: answer.error }));
  }
}

const says = (text) => does("says", { text });

translatePage();
wireTheme();
for (const place of document.querySelectorAll("[data-icon]")) place.append(icon(place.dataset.icon));

const menu = new CommandMenu((command) => {
  composer.fill("");
  says(command);
});
const composer = new Composer({
  says,
  edits: (message, text) => does("edits", { message_id: message.message_id, text }),
  lastOwn: () => chats.messages.findLast((message) => !message.from_bot && message.text !== undefined),
  menu,
});
const tray = new Tray(does);
const log = new Log({
  get language() {
    return chats.language;
  },
  get botName() {
    return chats.me.first_name;
  },
  onCommand: says,
  onEdit: (message) => composer.startEditing(message),
  isTapped: (message, data) => chats.isTapped(message.chat.id, message.message_id, data),
  tap,
});
new Tools($("#tools"), backstage, chats, () => showAside(true));

const mine = (message) => message.chat.id === chats.current;
let acting;

function showAction(action) {
  clearTimeout(acting);
  const key = ACTIONS[action];
  $("#status").textContent = say(key ?? "bot");
  $("#status").classList.toggle("acting", Boolean(key));
  if (key) acting = setTimeout(showAction, ACTION_MS);
}

function showEmptiness() {
  const isEmpty = chats.messages.length === 0;
  $("#empty").hidden = !isEmpty;
  $("#scroller").hidden = isEmpty;
  $("#composer").hidden = isEmpty || Boolean(chats.user?.blocked);
  const description = chats.inLanguage(chats.descriptions) ?? chats.me.description;
  $("#description").textContent = description?.description ?? description ?? say("empty_hint");
}

/** On a small screen what stands beside the phone is a sheet over it. */
function showAside(isOpen) {
  if ($("#aside").classList.contains("open") === isOpen) return;
  $("#aside").classList.toggle("open", isOpen);
  $("#settings").setAttribute("aria-expanded", String(isOpen));
  $(isOpen ? "#aside-close" : "#settings").focus();
}

let shownFor = null;

chats.on("chat", () => {
  composer.switchBuyer(shownFor, chats.current);
  shownFor = chats.current;
  showAction(null);
  showEmptiness();
  log.show(chats.messages);
});
chats.on("message", (message) => {
  if (!mine(message)) return;
  if (message.from_bot) showAction(null);
  showEmptiness();
  log.add(message);
});
chats.on("edit", (message) => mine(message) && log.edit(message));
chats.on("delete", ({ chat, id }) => {
  if (chat !== chats.current) return;
  log.remove(id);
  showEmptiness();
});
chats.on("people", () => {
  $("#log").lang = chats.language;
  $("#name").textContent = chats.me.first_name;
  $("#empty-name").textContent = chats.me.first_name;
  $("#phone").setAttribute("aria-label", say("chat", { name: chats.me.first_name }));
  showEmptiness();
});
chats.on("commands", () => menu.set(chats.inLanguage(chats.commands)));
chats.on("taps", ({ message }) => log.markTaps(message));
chats.on("action", ({ chat, action }) => chat === chats.current && showAction(action));
chats.on("answer", ({ text, show_alert: isAlert }) => {
  if (text) (isAlert ? alertBox : toast)(text);
});
chats.on("clock", () => log.redraw());

$("#start").addEventListener("click", () => says("/start"));
$("#settings").addEventListener("click", () => showAside(true));
$("#aside-close").addEventListener("click", () => showAside(false));
$("#aside").addEventListener("keydown", (event) => event.key === "Escape" && showAside(false));
$("#phone").addEventListener("dragover", (event) => event.preventDefault());
$("#phone").addEventListener("drop", (event) => {
  event.preventDefault();
  tray.take([...event.dataTransfer.files]);
});
$("#write").addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  tray.take(files);
});

const connection = listen({
  onSnapshot: (snapshot) => {
    chats.take(snapshot);
    backstage.take(snapshot);
  },
  onChange: (change) => {
    chats.change(change);
    backstage.change(change);
  },
  onState: wireBanner(() => connection.retry()),
});
