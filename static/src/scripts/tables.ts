// A table wider than its place can be scrolled by keyboard, and says what it is.

export function scrollTables(): void {
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth + 1;
      target.toggleAttribute("tabindex", wide);
      if (!wide) {
        target.removeAttribute("role");
        continue;
      }
      target.setAttribute("tabindex", "0");
      target.setAttribute("role", "region");
      target.setAttribute("aria-label", target.querySelector("caption")?.textContent?.trim() ?? "");
    }
  });
  for (const box of document.querySelectorAll(".rb-table-scroll")) watcher.observe(box);
}
