// An idle sign-in ends on the server. Here: a warning two minutes before, one button to stay,
// and a way back in that leaves what was typed where it is. Tabs share one idle time.

type Alive = { csrf: string; idle_seconds: number };

const WARN_BEFORE = 120;
const KEPT = "rollbook-heard";

const seconds = (): number => Date.now() / 1000;

class Idle {
  private limit: number;
  private touched = seconds();
  private asked = 0;
  private ended = false;

  constructor(private readonly dialog: HTMLDialogElement) {
    this.limit = Number(dialog.dataset.limit);
  }

  private part<T extends HTMLElement>(name: string): T {
    return this.dialog.querySelector<T>(`[data-idle-${name}]`) as T;
  }

  start(): void {
    this.noteHeard();
    document.addEventListener("rollbook:heard", () => this.noteHeard());
    document.addEventListener("rollbook:signed-out", () => this.end());
    for (const kind of ["keydown", "pointerdown"]) {
      document.addEventListener(kind, () => this.noteTouch(), { passive: true });
    }
    this.part("stay").addEventListener("click", () => void this.stay());
    this.part("out").addEventListener("click", () => {
      document.querySelector<HTMLFormElement>("[data-sign-out]")?.requestSubmit();
    });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!this.ended) void this.stay();
    });
    window.addEventListener("focus", () => {
      if (this.ended) void this.stay();
    });
    window.setInterval(() => this.look(), 1000);
  }

  private noteHeard(): void {
    localStorage.setItem(KEPT, String(seconds()));
  }

  // Someone who types for half an hour without saving is not idle, though no request says so.
  private noteTouch(): void {
    this.touched = seconds();
    const quiet = this.touched - this.heardAt();
    if (!this.dialog.open && quiet > this.limit / 3 && this.touched - this.asked > 30) {
      void this.stay();
    }
  }

  private heardAt(): number {
    return Number(localStorage.getItem(KEPT)) || this.touched;
  }

  private look(): void {
    if (this.ended) return;
    const left = Math.round(this.limit - (seconds() - this.heardAt()));
    if (left <= 0) this.end();
    else if (left <= WARN_BEFORE) this.warn(left);
    else if (this.dialog.open) this.dialog.close();
  }

  private warn(left: number): void {
    const words = left > 60 ? "2 minutes" : left > 1 ? `${left} seconds` : "1 second";
    this.part("left").textContent = words;
    if (!this.dialog.open) this.dialog.showModal();
    if (left === 60 || left === 20) this.part("said").textContent = `Signing out in ${words}.`;
  }

  private async stay(): Promise<void> {
    this.asked = seconds();
    const answer = await fetch(this.dialog.dataset.stay as string, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (answer?.ok) this.resume((await answer.json()) as Alive);
    else if (answer?.status === 401) this.end();
  }

  private resume({ csrf, idle_seconds }: Alive): void {
    this.ended = false;
    this.limit = idle_seconds;
    this.noteHeard();
    this.show(false);
    if (this.dialog.open) this.dialog.close();
    // A new sign-in has a new token; forms on this page were drawn with the old one.
    for (const field of document.querySelectorAll<HTMLInputElement>("[name=csrfmiddlewaretoken]")) {
      field.value = csrf;
    }
    document.dispatchEvent(new CustomEvent("rollbook:signed-in"));
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.show(true);
    if (!this.dialog.open) this.dialog.showModal();
    this.part("again").focus();
  }

  private show(ended: boolean): void {
    const title = ended ? "You have been signed out" : "You are about to be signed out";
    (this.dialog.querySelector("h2") as HTMLElement).textContent = title;
    if (ended) {
      (this.dialog.querySelector("#rb-idle-words") as HTMLElement).textContent =
        "What you have typed is still on this page. Sign in again in a new tab, then come back to this one.";
    }
    this.part("again").hidden = !ended;
    this.part("stay").hidden = ended;
    this.part("out").hidden = ended;
  }
}

export function watchIdle(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#rb-idle");
  if (dialog && Number(dialog.dataset.limit) > 0) new Idle(dialog).start();
}
