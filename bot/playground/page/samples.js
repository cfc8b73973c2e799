// The sample pictures a newcomer can send, with what each shows; the files are drawn by samples/draw.py.
import { pageLanguage } from "./words.js";

const TITLES = [
  ["torn-parcel.jpg", "Torn parcel", "Рваная посылка"],
  ["label.jpg", "Shipping label", "Этикетка"],
  ["dead-charger.jpg", "Dead charger, 0 V", "Зарядка, 0 В"],
  ["wrong-colour.jpg", "Ordered red, got blue", "Заказано красное, пришло синее"],
  ["tracking.jpg", "Tracking page", "Страница трекинга"],
  ["memory-test.jpg", "Memory test", "Проверка памяти"],
  ["ruler.jpg", "Size with a ruler", "Размер с линейкой"],
  ["size-label.jpg", "Size label", "Ярлык с размером"],
  ["order-page.jpg", "Order page", "Страница заказа"],
  ["scales.jpg", "312 g on the scales", "312 г на весах"],
  ["cracked-case.jpg", "Cracked case", "Треснувший чехол"],
  ["blurred.jpg", "Blurred photo", "Размытый снимок"],
];

export const SAMPLES = TITLES.map(([file, english, russian]) => ({
  file,
  address: `samples/${file}`,
  title: pageLanguage === "ru" ? russian : english,
}));
