// A table wider than its place can be scrolled by keyboard, and says what it is.

function fit(box: Element): void {
  const wide = box.scrollWidth > box.clientWidth + 1;
  const words = box.querySelector("caption")?.textContent?.trim() ?? "";
  const said = { tabindex: "0", role: "region", "aria-label": words };
  for (const [name, value] of Object.entries(said)) {
    if (wide) box.setAttribute(name, value);
    else box.removeAttribute(name);
  }
}

const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

export function scrollTables(part: HTMLElement): void {
  for (const box of part.querySelectorAll(".rb-table-scroll")) watcher.observe(box);
}
