// Builds DOM nodes. Law: text goes in as text, never as markup; the page has no innerHTML anywhere.
// Look next: bubble.js, which is made of these.

/** A new element: `el("button", { class: "x", onclick: f, "aria-label": "…" }, "text", child)`. Empty values are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** The picture a button carries, drawn with strokes; hidden from screen readers because the button has a name. */
const SHAPES = {
  send: "M5 12h13M12 5l7 7-7 7",
  clip: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
  menu: "M8.5 19l7-14",
  copy: "M9 9h10v11H9zM5 15V4h10",
  done: "M5 12.5l4.5 4.5L19 7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M12 5v13M6 13l6 6 6-6",
  out: "M8 16L17 7M9 7h8v8",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  more: "M4 7h16M4 12h16M4 17h16",
  reply: "M10 6L4 12l6 6M4 12h10a6 6 0 0 1 6 6v1",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  delete: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  plus: "M12 5v14M5 12h14",
  people: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20a6.5 6.5 0 0 1 13 0M16 5.5a3.2 3.2 0 0 1 0 6.2M18 14.5a6 6 0 0 1 3.5 5.5",
  phone: "M7 3h10v18H7zM11 18h2",
  tools: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  alarm: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5v6M12 16.4v.1",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  video: "M4 7h11v10H4zM15 11l5-3v8l-5-3",
  voice: "M12 4a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  place: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M5 20a7 7 0 0 1 14 0",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
  trouble: "M12 4L2.5 20h19zM12 10v5M12 17.6v.2",
  inspector: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3L21 21",
  scenarios: "M7 4l13 8-13 8z",
  transcript: "M5 4h14v16H5zM8.5 9h7M8.5 12.5h7M8.5 16h4",
  auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A number kept inside both ends. */
export const within = (low, value, high) => Math.max(low, Math.min(value, high));
