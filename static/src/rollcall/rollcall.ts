// A roll call on a marshal's phone: a press is on the device at once and is sent by the
// same queue as marks; what the others have seen is asked for while there is a network.
import { ask } from "../register/offline/asking.ts";
import { listen, tell } from "../register/offline/channel.ts";
import { keepDay } from "../register/offline/device.ts";
import { drainerOf } from "../register/offline/drain.ts";
import { add, itemsOf } from "../register/offline/shelf.ts";

const EVERY = 4_000;

interface Word {
  is_safe: boolean;
  by: string;
  at: string;
}

class RollCall {
  private heard: Record<string, Word> = {};
  private readonly waiting = new Map<string, { isSafe: boolean; at: string }>();

  constructor(
    private readonly root: HTMLElement,
    private readonly person: number,
    private readonly address: string,
  ) {}

  start(): void {
    this.root.classList.add("is-live");
    this.remember();
    this.root.closest("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("[name=tick]");
      if (!button) return;
      event.preventDefault();
      void this.press(button);
    });
    const group = this.root.querySelector<HTMLSelectElement>("[data-roll-group]");
    group?.addEventListener("change", () => this.show(group.value));
    listen((news) => {
      if (news.person === this.person) void this.readQueue().then(() => this.ask());
    });
    // This very call is on the device from now on, whatever was kept a minute ago.
    const { fire } = document.body.dataset;
    if (fire) void keepDay(this.person, fire, true).catch(() => undefined);
    drainerOf(this.person);
    void this.readQueue().then(() => this.ask());
    window.setInterval(() => void this.ask(), EVERY);
    window.addEventListener("online", () => void this.ask());
  }

  private lines(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("[data-who]")];
  }

  /** Know what the server drew, until it says more. */
  private remember(): void {
    for (const line of this.lines()) {
      if (!line.classList.contains("is-safe")) continue;
      const said = line.querySelector("[data-roll-words]")?.textContent?.trim() ?? "";
      const at = said.slice(-5);
      this.heard[line.dataset.who as string] = { is_safe: true, by: said.slice(0, -6), at };
    }
  }

  private async press(button: HTMLButtonElement): Promise<void> {
    const [word, who] = button.value.split(" ");
    const pressedAt = new Date().toISOString();
    await add(
      {
        id: crypto.randomUUID(),
        person: this.person,
        kind: "tick",
        register: this.address,
        enrolment: 0,
        code: null,
        version: 0,
        minutesLate: null,
        who,
        isSafe: word === "safe",
        pressedAt,
        state: "waiting",
      },
      {},
    );
    this.waiting.set(who, { isSafe: word === "safe", at: clock(pressedAt) });
    this.draw();
    tell({ kind: "typed", person: this.person, register: this.address });
  }

  private async readQueue(): Promise<void> {
    this.waiting.clear();
    for (const item of await itemsOf(this.person)) {
      if (item.register !== this.address || item.kind !== "tick" || !item.who) continue;
      this.waiting.set(item.who, { isSafe: item.isSafe === true, at: clock(item.pressedAt) });
    }
    this.draw();
  }

  private async ask(): Promise<void> {
    const answer = await ask(`${this.address}state`, { background: true });
    if (answer.kind !== "said") return;
    this.heard = answer.body.people as Record<string, Word>;
    if (answer.body.ended === true) this.end();
    this.draw();
  }

  private draw(): void {
    let safe = 0;
    for (const line of this.lines()) {
      const who = line.dataset.who as string;
      const mine = this.waiting.get(who);
      const said = this.heard[who];
      const isSafe = mine ? mine.isSafe : (said?.is_safe ?? false);
      if (isSafe) safe += 1;
      const words = mine ? `on this device ${mine.at}` : said?.is_safe ? `${said.by} ${said.at}` : "";
      mark(line, isSafe, words || (line.classList.contains("is-away") ? "away" : "unknown"));
    }
    this.count(safe);
  }

  private count(safe: number): void {
    for (const group of this.root.querySelectorAll("[data-roll-of]")) {
      const seen = group.querySelectorAll(".is-safe").length;
      (group.querySelector("[data-roll-count]") as HTMLElement).textContent = String(seen);
    }
    write(this.root, "safe", String(safe));
    const waits = this.waiting.size;
    write(this.root, "waiting", waits ? `${waits} on this device, not sent yet.` : "");
  }

  private show(group: string): void {
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-roll-of]")) {
      part.hidden = group !== "" && part.dataset.rollOf !== group;
    }
  }

  private end(): void {
    const place = this.root.querySelector<HTMLElement>("[data-roll-ended]");
    if (!place || place.firstChild) return;
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `${this.address}report/`;
    link.textContent = "This roll call has ended: see its report";
    place.append(link);
  }
}

function mark(line: HTMLElement, isSafe: boolean, words: string): void {
  line.classList.toggle("is-safe", isSafe);
  const said = line.querySelector("[data-roll-words]") as HTMLElement;
  if (said.textContent !== words) said.textContent = words;
  const button = line.querySelector("button") as HTMLButtonElement;
  button.value = `${isSafe ? "back" : "safe"} ${line.dataset.who}`;
  button.classList.toggle("govuk-button--secondary", isSafe);
  (line.querySelector("[data-roll-act]") as HTMLElement).textContent = isSafe ? "Undo" : "Seen";
}

function write(root: HTMLElement, part: string, words: string): void {
  const place = root.querySelector<HTMLElement>(`[data-roll-${part}]`);
  if (place && place.textContent !== words) place.textContent = words;
}

function clock(moment: string): string {
  return new Date(moment).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/London",
  });
}

/** Make a roll call's rows work, on its page or drawn by the device. */
export function openRollCall(root: ParentNode, person: number): void {
  const rows = root.querySelector<HTMLElement>("[data-roll-call]");
  if (rows) new RollCall(rows, person, rows.dataset.rollCall as string).start();
}
