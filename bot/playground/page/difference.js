// Two JSON values as one list of lines: what stayed, what went, what came. Pure. Look next: inspectorstate.js.

const isTree = (value) => typeof value === "object" && value !== null;

/** Lines { sign: " " | "-" | "+", depth, text } that together hold all of both values, in the order of the later one. */
export function differences(before, after) {
  return linesOf(undefined, before, after, 0);
}

function linesOf(name, before, after, depth) {
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    const inner = keys.flatMap((key) => linesOf(Array.isArray(after) ? "" : key, before[key], after[key], depth + 1));
    if (!inner.length) return whole(" ", name, after, depth);
    const [opening, closing] = Array.isArray(after) ? "[]" : "{}";
    return [line(" ", depth, name, opening), ...inner, line(" ", depth, "", closing)];
  }
  if (before === after) return whole(" ", name, after, depth);
  const gone = before === undefined ? [] : whole("-", name, before, depth);
  return [...gone, ...(after === undefined ? [] : whole("+", name, after, depth))];
}

/** A value with everything in it, under one sign. */
function whole(sign, name, value, depth) {
  if (!isTree(value) || !Object.keys(value).length) return [line(sign, depth, name, JSON.stringify(value))];
  const inner = Object.entries(value).flatMap(([key, part]) => whole(sign, Array.isArray(value) ? "" : key, part, depth + 1));
  const [opening, closing] = Array.isArray(value) ? "[]" : "{}";
  return [line(sign, depth, name, opening), ...inner, line(sign, depth, "", closing)];
}

const line = (sign, depth, name, text) => ({ sign, depth, text: name ? `${name}: ${text}` : text });
