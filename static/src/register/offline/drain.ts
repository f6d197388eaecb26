// Empties a person's queue while the server answers. One page of the browser does it at a
// time; the others hear of it. Background Sync is not relied on: two browsers of three lack
// it, and a page that is open does the same.
import { waitAfter } from "./backoff.ts";
import type { Kept } from "./chains.ts";
import { listen, tell } from "./channel.ts";
import { type Pass, passOf } from "./pass.ts";
import { isSendable, sendNext } from "./sending.ts";
import { itemsOf } from "./shelf.ts";

/** How the last attempt went; `say` is the server's sentence, for the person. */
export interface Reach {
  state: "reached" | "unreachable" | "signed-out" | "someone-else" | "denied";
  say?: string;
  /** Registers whose marks the server does not take from this person. */
  denied?: string[];
}

const drainers = new Map<number, Drainer>();

/** Return the page's one drainer of a person's queue, at work. */
export function drainerOf(person: number): Drainer {
  const known = drainers.get(person);
  if (known) return known;
  const made = new Drainer(person);
  drainers.set(person, made);
  made.start();
  return made;
}

export class Drainer {
  private failures = 0;
  private timer = 0;
  private running: Promise<Reach> | null = null;
  private again = false;
  private readonly hearers = new Set<(reach: Reach) => void>();
  private last: Reach | null = null;

  constructor(private readonly person: number) {}

  /** Hear how attempts go, and how the last one went. */
  onReach(hear: (reach: Reach) => void): void {
    this.hearers.add(hear);
    if (this.last) hear(this.last);
  }

  /** Send now, and whenever there is reason to think that it would work. */
  start(): void {
    const afresh = (): void => {
      this.failures = 0;
      void this.wake();
    };
    window.addEventListener("online", afresh);
    // A page that comes back from the browser's cache has no timers left.
    window.addEventListener("pageshow", afresh);
    document.addEventListener("rollbook:signed-in", afresh);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") afresh();
    });
    listen((news) => {
      if (news.kind === "typed" && news.person === this.person) this.nudge();
    });
    void this.wake();
  }

  /** Send soon what was typed, unless the server is being waited for already. */
  nudge(): void {
    if (this.failures === 0) void this.wake();
    else if (!this.timer) this.schedule();
  }

  /** Send until nothing is left or the server does not answer; say how it went. */
  wake(): Promise<Reach> {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run().finally(() => {
      this.running = null;
      // What was typed after the last look at the queue.
      if (this.again && !this.timer) void this.wake();
    });
    return this.running;
  }

  private async run(): Promise<Reach> {
    this.again = false;
    const reach = await alone(`rollbook-queue-${this.person}`, () => this.drain());
    this.failures = reach.state === "reached" ? 0 : this.failures + 1;
    if (reach.state === "unreachable" || reach.state === "denied") this.schedule();
    this.last = reach;
    for (const hear of this.hearers) hear(reach);
    return reach;
  }

  private schedule(): void {
    this.timer = window.setTimeout(() => void this.wake(), waitAfter(this.failures));
  }

  private async drain(): Promise<Reach> {
    const denied = new Map<string, string>();
    let isFresh = false;
    for (;;) {
      const next = await this.nextRegister(denied);
      if (!next) return verdict(denied);
      const [register, items] = next;
      const pass = await passOf(this.person);
      if (typeof pass === "string") return { state: pass === "later" ? "unreachable" : pass };
      const { came, say } = await sendNext(register, items, pass as Pass);
      if (came === "signed-out") return { state: "signed-out" };
      if (came === "later") return { state: "unreachable", say };
      // The first refusal may be of an old token; the second is of the person.
      if (came === "denied" && isFresh) denied.set(register, say ?? "");
      isFresh = came === "denied";
      if (came === "more") tell({ kind: "queue", person: this.person, register });
    }
  }

  /** Return the register with the oldest item that may be sent. */
  private async nextRegister(
    denied: ReadonlyMap<string, string>,
  ): Promise<[string, Kept[]] | undefined> {
    const registers = new Map<string, Kept[]>();
    for (const item of await itemsOf(this.person)) {
      registers.set(item.register, [...(registers.get(item.register) ?? []), item]);
    }
    return [...registers].find(([name, items]) => !denied.has(name) && isSendable(items));
  }
}

function verdict(denied: ReadonlyMap<string, string>): Reach {
  if (denied.size === 0) return { state: "reached" };
  const [say] = denied.values();
  return { state: "denied", denied: [...denied.keys()], ...(say ? { say } : {}) };
}

/** Do something while no other page of this browser does it. */
function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  // Without TLS there are no locks; two pages then may send one mark twice, which the
  // server answers as saved both times.
  if (!navigator.locks) return act();
  return navigator.locks.request(name, act) as Promise<T>;
}
