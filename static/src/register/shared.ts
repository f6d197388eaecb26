// A screen that the class can see: reasons, flags and some codes are hidden until they are
// asked for. The server does not even send them while the device's cookie says so; what was
// sent before is hidden at once.
import type { Register } from "./register.ts";

const KEPT = "rollbook-screen";
const A_YEAR = 365 * 24 * 3600;

/** Let the person say that the screen is shared, and keep to it in every register. */
export function watchShared(register: Register): void {
  const button = register.said.part("shared");
  const { root } = register;
  const show = (on: boolean): void => {
    root.classList.toggle("is-shared", on);
    button.setAttribute("aria-pressed", String(on));
    hideTitles(root, on);
  };
  // A page that was asked to show everything shows it, whatever the device keeps.
  show("screen" in root.dataset || (isKept(register.person) && !asksForAll()));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    keep(on ? register.person : null);
    show(on);
    // What was never sent has to be fetched; marks that wait are on the device.
    if (!on && "screen" in root.dataset) window.location.assign(register.address);
  });
}

function asksForAll(): boolean {
  return new URLSearchParams(window.location.search).has("show");
}

function isKept(person: number): boolean {
  return document.cookie.split("; ").includes(`${KEPT}=${person}`);
}

function keep(person: number | null): void {
  const age = person === null ? 0 : A_YEAR;
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${KEPT}=${person ?? ""}; path=/; max-age=${age}; samesite=lax${secure}`;
}

// What appears when a pointer rests on it would be read by thirty.
function hideTitles(root: HTMLElement, on: boolean): void {
  for (const one of root.querySelectorAll<HTMLElement>("[title], [data-title]")) {
    if (on && one.title) {
      one.dataset.title = one.title;
      one.removeAttribute("title");
    } else if (!on && one.dataset.title) {
      one.title = one.dataset.title;
    }
  }
}
