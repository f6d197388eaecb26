// Menus of the header: Escape and a click elsewhere close them; the phone's menu folds.

function closeOthers(open: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (menu !== open) menu.open = false;
  }
}

function foldNavigation(): void {
  const toggle = document.querySelector<HTMLButtonElement>(".rb-nav__toggle");
  if (!toggle) return;
  const narrow = window.matchMedia("(max-width: 39.99em)");
  const fit = (): void => {
    toggle.hidden = !narrow.matches;
  };
  narrow.addEventListener("change", fit);
  fit();
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!open));
  });
}

export function openMenus(): void {
  foldNavigation();
  document.addEventListener("click", (event) => {
    closeOthers((event.target as Element).closest("details[data-menu]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
}
