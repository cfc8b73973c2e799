// Reads a file of this computer, or a sample, into what the stand-in takes: a name, a type and base64.
// Law: only what the wire can't carry is refused here, the rest as Telegram would, by the stand-in; a file that cannot be read is told by its name. Look next: tray.js.
import { toast } from "./notices.js";
import { say } from "./words.js";

const LARGEST_BYTES = 40_000_000;

function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

/** { name, type, data } or null after the buyer was told why not. */
export async function readFile(file) {
  if (file.size > LARGEST_BYTES) {
    toast(say("too_big", { name: file.name }));
    return null;
  }
  try {
    return { name: file.name, type: file.type, data: await base64Of(file) };
  } catch {
    toast(say("unreadable", { name: file.name }));
    return null;
  }
}

export async function readSample({ file, address }) {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.statusText);
    return { name: file, type: "image/jpeg", data: await base64Of(await response.blob()) };
  } catch {
    toast(say("unreadable", { name: file }));
    return null;
  }
}
