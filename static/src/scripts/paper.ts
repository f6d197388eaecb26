// Printing: the button, and the words of the foot, which a style sheet cannot know by itself.

function writeFoot(): void {
  const foot = document.querySelector<HTMLElement>("[data-print-foot]")?.dataset ?? {};
  const now = new Date().toLocaleString("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Europe/London",
  });
  const words = `${foot.printFoot || "Rollbook"} · printed ${foot.printMoment || now}`;
  const quoted = words.replace(/["\\]/g, "");
  document.documentElement.style.setProperty("--rb-print-foot", `"${quoted}"`);
}

window.addEventListener("beforeprint", writeFoot);

export function preparePaper(part: HTMLElement): void {
  for (const button of part.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
