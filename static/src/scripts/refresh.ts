// A part of a page that fetches itself anew, while somebody can see it. The server answers
// "nothing new" where that is so, and then nothing on the page is touched. What changed in
// the part's headline is said to a screen reader, once.

const EVERY = 20_000;
const part = (): HTMLElement | null => document.querySelector<HTMLElement>("[data-refresh]");

export function refreshing(): void {
  const said = document.querySelector<HTMLElement>("[data-refresh-said]");
  let headline = part()?.dataset.refresh;
  let timer = 0;

  const ask = (): void => {
    part()?.dispatchEvent(new CustomEvent("rollbook:refresh"));
  };
  const go = (): void => {
    window.clearInterval(timer);
    if (!document.hidden) timer = window.setInterval(ask, EVERY);
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
    go();
  });
  document.addEventListener("htmx:afterSettle", () => {
    const now = part()?.dataset.refresh;
    if (said && now !== undefined && now !== headline) said.textContent = now;
    headline = now;
  });
  go();
}
