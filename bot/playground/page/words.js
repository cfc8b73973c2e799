// Every word the page itself says, in English and Russian, chosen by the browser's language.
// Law: what the bot says is never here; the page only names its own buttons and troubles.
import { ENGLISH_TOOLS } from "./english-tools.js";
import { RUSSIAN_TOOLS } from "./russian-tools.js";

const ENGLISH = {
  page_title: "Recourse, try it",
  intro_title: "Try the bot here, without Telegram",
  intro_text:
    "You are a buyer. Everything you see in the chat comes from the real bot; this page only stands in for Telegram. " +
    "Write as you would on your phone, tap the buttons, attach a sample picture.",
  intro_local: "Nothing leaves this computer.",
  language: "Language of the buyer's app",
  new_buyer: "New buyer",
  buyer_number: "Buyer {n}",
  blocked_bot: "This buyer has blocked the bot",
  block: "Block the bot",
  unblock: "Unblock",
  theme: "Colours",
  theme_auto: "As the system",
  theme_light: "Light",
  theme_dark: "Dark",
  settings: "Buyer and colours",
  chat: "Chat with {name}",
  messages: "Messages",
  bot: "bot",
  typing: "typing…",
  sending_photo: "sending a picture…",
  sending_file: "sending a file…",
  start: "Start",
  empty_hint: "Press Start to open the chat.",
  write: "Message",
  send: "Send",
  attach: "Attach",
  commands: "Commands",
  samples: "Sample pictures",
  samples_hint: "Pick one, or several for an album.",
  caption: "Add a caption",
  send_pictures: "Send {n}",
  own_file: "Your own file",
  other_kinds: "Send something else",
  as_document: "As a file",
  video: "Video",
  voice: "Voice message",
  sticker: "Sticker",
  location: "Location",
  album_full: "An album holds ten pictures.",
  too_big: "“{name}” is larger than 8 MB. Please choose a smaller file.",
  unreadable: "“{name}” could not be read.",
  edit: "Edit message",
  editing: "Editing",
  stop_editing: "Stop editing",
  edited: "edited",
  copy: "Copy",
  copied: "Copied",
  copy_failed: "Copying did not work here. Please select the text and copy it.",
  open_link: "opens in a new tab",
  reveal: "Hidden text. Press to show.",
  unfold: "Show all",
  fold: "Show less",
  new_messages: "New messages",
  to_bottom: "To the newest message",
  today: "Today",
  yesterday: "Yesterday",
  you: "You",
  picture: "Picture",
  picture_of: "Picture {n} of {count}",
  previous: "Previous",
  next: "Next",
  close: "Close",
  ok: "OK",
  lost: "The connection is lost. Trying again…",
  retry: "Try now",
  failed: "That did not go through: {error}",
  placeholder: "This is only a placeholder; there is nothing to open.",
  unsupported: "This page cannot show this kind of message.",
};

const RUSSIAN = {
  page_title: "Recourse: попробовать",
  intro_title: "Попробуйте бота здесь, без Telegram",
  intro_text:
    "Вы покупатель. В чате вам отвечает настоящий бот, страница только заменяет Telegram. " +
    "Пишите как на телефоне, нажимайте кнопки, прикладывайте примеры снимков.",
  intro_local: "Всё остаётся на этом компьютере.",
  language: "Язык приложения покупателя",
  new_buyer: "Новый покупатель",
  buyer_number: "Покупатель {n}",
  blocked_bot: "Этот покупатель заблокировал бота",
  block: "Заблокировать бота",
  unblock: "Разблокировать",
  theme: "Цвета",
  theme_auto: "Как в системе",
  theme_light: "Светлые",
  theme_dark: "Тёмные",
  settings: "Покупатель и цвета",
  chat: "Чат: {name}",
  messages: "Сообщения",
  bot: "бот",
  typing: "печатает…",
  sending_photo: "отправляет снимок…",
  sending_file: "отправляет файл…",
  start: "Начать",
  empty_hint: "Нажмите «Начать», чтобы открыть чат.",
  write: "Сообщение",
  send: "Отправить",
  attach: "Приложить",
  commands: "Команды",
  samples: "Примеры снимков",
  samples_hint: "Выберите один снимок или несколько для альбома.",
  caption: "Добавить подпись",
  send_pictures: "Отправить {n}",
  own_file: "Свой файл",
  other_kinds: "Отправить другое",
  as_document: "Файлом",
  video: "Видео",
  voice: "Голосовое",
  sticker: "Стикер",
  location: "Место",
  album_full: "В альбоме не больше десяти снимков.",
  too_big: "«{name}» больше 8 МБ. Выберите файл поменьше.",
  unreadable: "«{name}» не удалось прочитать.",
  edit: "Изменить сообщение",
  editing: "Изменение",
  stop_editing: "Не изменять",
  edited: "изменено",
  copy: "Копировать",
  copied: "Скопировано",
  copy_failed: "Скопировать не удалось. Выделите текст и скопируйте его.",
  open_link: "откроется в новой вкладке",
  reveal: "Скрытый текст. Нажмите, чтобы показать.",
  unfold: "Показать всё",
  fold: "Свернуть",
  new_messages: "Новые сообщения",
  to_bottom: "К последнему сообщению",
  today: "Сегодня",
  yesterday: "Вчера",
  you: "Вы",
  picture: "Снимок",
  picture_of: "Снимок {n} из {count}",
  previous: "Назад",
  next: "Вперёд",
  close: "Закрыть",
  ok: "Понятно",
  lost: "Связь потеряна. Пробуем снова…",
  retry: "Повторить",
  failed: "Не получилось: {error}",
  placeholder: "Это только заготовка, открывать нечего.",
  unsupported: "Такое сообщение страница показать не умеет.",
};

const TABLES = { en: { ...ENGLISH, ...ENGLISH_TOOLS }, ru: { ...RUSSIAN, ...RUSSIAN_TOOLS } };

/** The page's own language, "en" or "ru". */
export const pageLanguage = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLES) ?? "en";

/** The words of a key; `{name}` in them is filled from `facts`. */
export function say(key, facts = {}) {
  return TABLES[pageLanguage][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** Gives every element with data-say, data-say-label or data-say-placeholder its words. */
export function translatePage(root = document) {
  document.documentElement.lang = pageLanguage;
  document.title = say("page_title");
  for (const node of root.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of root.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
  for (const node of root.querySelectorAll("[data-say-placeholder]")) node.placeholder = say(node.dataset.sayPlaceholder);
}
