// The wire to the stand-in: events come in by EventSource, what the buyer does goes out by POST.
// Law: nothing is guessed here; after a lost connection the stand-in sends a whole snapshot again.
// The stand-in's side of this protocol: bot/playground/ (events and acts). Look next: chats.js, which keeps what arrives.

/** Calls `onSnapshot(data)`, `onChange(change)` and `onState("open" | "lost")`. Returns { retry }. */
export function listen({ onSnapshot, onChange, onState }) {
  let source;
  let timer;
  let waits = 1;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource("/play/events");
    source.addEventListener("snapshot", (event) => {
      waits = 1;
      onState("open");
      onSnapshot(JSON.parse(event.data));
    });
    source.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      onState("lost");
      // The browser reconnects by itself, except when the server answered with an error: then it gives up.
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waits * 1000);
      waits = Math.min(waits * 2, 15);
    });
  }

  open();
  return { retry: open };
}

/** Does one act as a buyer. Returns the stand-in's answer; a refusal or a lost connection is { ok: false, error }. */
export const act = (name, user, facts = {}) => order("act", { act: name, user, ...facts });

/** Orders something of the stand-in itself: "time", "trouble", "scenario", "replay", "approve". Answers as `act` does. */
export async function order(what, facts) {
  try {
    const response = await fetch(`/play/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(facts),
    });
    const text = await response.text();
    return text.startsWith("{") ? JSON.parse(text) : { ok: false, error: text || response.statusText };
  } catch (problem) {
    return { ok: false, error: problem.message };
  }
}

/** The conversation of a chat as text. Refuses by throwing, with the stand-in's own words. */
export async function transcriptOf(chat) {
  const response = await fetch(`/play/transcript?chat=${chat}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text || response.statusText);
  return text;
}

export const fileAddress = (fileId) => `/play/file/${encodeURIComponent(fileId)}`;
