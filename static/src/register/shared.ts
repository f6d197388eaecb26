// A screen that the class can see: reasons and some codes are hidden until they are asked for.
import type { Register } from "./register.ts";

const KEPT = "rollbook-shared-screen";

/** Let the person say that the screen is shared, and keep to it in every register. */
export function watchShared(register: Register): void {
  const button = register.said.part("shared");
  const show = (on: boolean): void => {
    register.root.classList.toggle("is-shared", on);
    button.setAttribute("aria-pressed", String(on));
    hideTitles(register.root, on);
  };
  show(localStorage.getItem(KEPT) === "yes");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    localStorage.setItem(KEPT, on ? "yes" : "no");
    show(on);
  });
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
