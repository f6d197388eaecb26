// What others do on this register, asked for every few seconds while somebody looks at it.
import { drawFoot } from "./foot.ts";
import type { Register } from "./register.ts";

const EVERY = 5_000;

interface Told {
  now: string;
  marks: { enrolment: number; code: string | null; version: number; minutes_late: number | null; by: string }[];
  here: { name: string; position: string }[];
  register: { words: string; status: string; taken_at: string | null; closed: boolean };
}

export class Live {
  private asking = false;
  private again = false;

  constructor(private readonly register: Register) {}

  start(): void {
    this.register.onDoubt = () => void this.look();
    window.setInterval(() => {
      if (document.visibilityState === "visible") void this.look();
    }, EVERY);
  }

  /** Ask how everything stands; a page that nobody reaches shows what it has. */
  async look(): Promise<void> {
    this.again = this.asking;
    if (this.asking) return;
    this.asking = true;
    try {
      const response = await fetch(`${this.register.address}state`, {
        headers: { Accept: "application/json", "X-Background": "1" },
        redirect: "manual",
        cache: "no-store",
      });
      if (response.ok) this.take((await response.json()) as Told);
    } catch {
      // No network: the queue says so.
    } finally {
      this.asking = false;
      if (this.again) void this.look();
    }
  }

  private take({ now, marks, here, register: told }: Told): void {
    const { register } = this;
    register.hearClock(now);
    for (const mark of marks) {
      const row = register.find(mark.enrolment);
      // What waits to be sent is newer than anything that the server knows.
      if (!row || ["saving", "device", "refused", "conflict"].includes(row.state)) continue;
      if (mark.version <= row.version) continue;
      const { code, version, by } = mark;
      row.draw({ code, version, minutes: mark.minutes_late, by }, code === null ? "" : "saved");
      row.settleQuestion();
    }
    register.said.part("status").textContent = told.words;
    register.root.className = register.root.className.replace(/rb-reg--\w+/, `rb-reg--${told.status}`);
    register.close(told.closed);
    register.isTaken = told.taken_at !== null;
    if (register.isTaken) register.taking = false;
    const others = register.said.part("others");
    const names = here.map(({ name, position }) => `${name} (${position})`).join(", ");
    others.hidden = !names;
    register.said.part("others-names").textContent = names;
    drawFoot(register);
  }
}
