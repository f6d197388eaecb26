// What one must see at once, on every page of a school: asked for after the page is drawn
// and every half minute, as a background request that keeps no idle sign-in alive. At home
// the server has drawn it already.
import { csrfToken } from "./requests";

const EVERY = 30_000;
const FIRST = 1_500;

class Bar {
  private shown = "";

  constructor(private readonly place: HTMLElement) {
    this.shown = this.now();
  }

  async ask(): Promise<void> {
    if (document.hidden) return;
    const answer = await fetch(this.place.dataset.alerts as string, {
      headers: { "X-Background": "1", Accept: "text/html", "HX-Request": "true" },
      redirect: "manual",
    }).catch(() => null);
    await this.draw(answer);
  }

  // "Seen" without leaving the page; "Open" and a failed request are a plain form.
  async see(form: HTMLFormElement): Promise<void> {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
      redirect: "manual",
    }).catch(() => null);
    if (answer?.ok) await this.draw(answer);
    else form.submit();
  }

  private now(): string {
    return this.place.querySelector<HTMLElement>("[data-alerts-shown]")?.dataset.alertsShown ?? "";
  }

  private async draw(answer: Response | null): Promise<void> {
    if (!answer?.ok) return;
    const html = answer.status === 204 ? "" : await answer.text();
    // A sign-in page or a proxy's error is no answer of ours.
    if (html && !html.includes("data-alerts-shown")) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    const next = template.content.querySelector<HTMLElement>("[data-alerts-shown]");
    // Nothing is touched under a hand while nothing is new.
    if ((next?.dataset.alertsShown ?? "") === this.shown) return;
    this.place.replaceChildren(template.content);
    this.shown = this.now();
  }
}

export function watchAlerts(): void {
  const place = document.querySelector<HTMLElement>("[data-alerts]");
  if (!place) return;
  const bar = new Bar(place);
  place.addEventListener("submit", (event) => {
    const opens = (event as SubmitEvent).submitter?.getAttribute("name") === "open";
    if (opens) return;
    event.preventDefault();
    void bar.see(event.target as HTMLFormElement);
  });
  window.setTimeout(() => void bar.ask(), FIRST);
  window.setInterval(() => void bar.ask(), EVERY);
  document.addEventListener("visibilitychange", () => void bar.ask());
}
