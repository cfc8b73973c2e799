// Light, dark, or as the system says; the choice is kept in this browser.
const KEY = "recourse-theme";

function stored() {
  try {
    return localStorage.getItem(KEY) ?? "auto";
  } catch {
    return "auto"; // storage is forbidden in some private windows
  }
}

function show(choice) {
  if (choice === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

/** Wires the radio buttons named "theme". */
export function wireTheme() {
  const chosen = stored();
  show(chosen);
  for (const radio of document.querySelectorAll('input[name="theme"]')) {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => {
      show(radio.value);
      try {
        localStorage.setItem(KEY, radio.value);
      } catch {
        // the choice then holds until the page is closed
      }
    });
  }
}
