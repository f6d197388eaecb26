// The fire list is one key away from every page of a school: F8, also while typing.
export function fireKey(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-fire]");
  if (!link) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || link.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    window.location.assign(link.href);
  });
}
