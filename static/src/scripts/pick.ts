// Choosing a pupil by keyboard: letters find, arrows walk the links that they found, Enter in
// the box takes the first. Without scripts the box is a plain form and the links are links.

export function picking(): void {
  const form = document.querySelector<HTMLFormElement>("[data-pick]");
  const box = form?.querySelector<HTMLInputElement>("input[type=search]");
  const found = document.querySelector<HTMLElement>("#found");
  const said = document.querySelector<HTMLElement>("[data-pick-said]");
  if (!form || !box || !found || !said) return;

  const links = (): HTMLAnchorElement[] => [...found.querySelectorAll<HTMLAnchorElement>("li a")];
  let shownFor = box.value;

  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const all = links();
    const next = all.indexOf(document.activeElement as HTMLAnchorElement) + step;
    event.preventDefault();
    if (next < 0) box.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  };
  box.addEventListener("keydown", walk);
  found.addEventListener("keydown", walk);
  found.addEventListener("htmx:afterSwap", () => {
    shownFor = box.value;
    const count = links().length;
    said.textContent = count === 1 ? "1 pupil found" : `${count} pupils found`;
  });
  form.addEventListener("submit", (event) => {
    // Letters typed since are not answered yet: then the server decides, not an old list.
    const first = shownFor === box.value ? links()[0] : undefined;
    if (!first) return;
    event.preventDefault();
    window.location.assign(first.href);
  });
}
