// What a register says while nobody hears it: that nothing is lost, and which moment counts.

/** The rule of register.rules.windows.deciding_moment, in one sentence. */
export const DECIDES =
  "Marks stay on this device and are sent by themselves; when you press the key, not when " +
  "it arrives, decides between L and U and whether the register is taken late.";

/** What stands above anything else that the device keeps. */
export const KEPT =
  "This is what the device keeps of today. Ticks stay on it and are sent by themselves.";

/** Show or take back the notice above an open register; the shell has one of its own. */
export function showUnreachable(isUnreachable: boolean): void {
  const register = document.querySelector("[data-register]");
  if (!register || document.querySelector("[data-offline]")) return;
  const found = document.querySelector("[data-unreachable]");
  if (!isUnreachable) found?.remove();
  else if (!found) register.before(notice());
}

function notice(): HTMLElement {
  const made = document.createElement("div");
  made.className = "rb-notice rb-notice--warning";
  made.dataset.unreachable = "";
  made.setAttribute("role", "status");
  const words = document.createElement("p");
  words.className = "rb-notice__text";
  const first = document.createElement("strong");
  first.className = "rb-notice__word";
  first.textContent = "No network.";
  words.append(first, ` ${DECIDES}`);
  made.append(words);
  return made;
}
