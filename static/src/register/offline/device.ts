// The registers of a person's day, kept on the device for when there is no network.
import { ask } from "./asking.ts";
import { tellOthers } from "./channel.ts";
import { all, done, get, put, transact } from "./database.ts";
import { canSeal, dropKey, ensureKey, keyOf, seal, unseal } from "./sealing.ts";
import { forgetWords } from "./shelf.ts";
import type { SavedMark, SealedDay } from "./types.ts";

// How old what is kept may be before it is fetched anew, in milliseconds.
const FRESH = 5 * 60_000;
const LONDON_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** One register as the server drew its rows, with what was known when it did. */
export interface KeptRegister {
  url: string;
  name: string;
  html: string;
}

/** A register as it is read again; `ahead` is of the server's clock, in milliseconds. */
export interface ReadRegister extends KeptRegister {
  ahead: number;
}

/** The registers of a person's day at one school. */
export interface Day {
  person: number;
  day: string;
  now: string;
  registers: KeptRegister[];
}

export type Keeping = "kept" | "signed-out" | "someone-else" | "not-kept";

/** Keep what the server tells of a person's day, unless it has only just been kept. */
export async function keepDay(person: number, url: string, anew = false): Promise<Keeping> {
  if (!canSeal()) return "not-kept";
  const before = await get("days", [person, url]);
  if (before && isFresh(before) && !anew) return "kept";
  const answer = await ask(url, { background: true });
  if (answer.kind === "signed-out") return "signed-out";
  if (answer.kind !== "said") return "not-kept";
  const day = answer.body as unknown as Day;
  // Somebody else has signed in since this page was drawn.
  if (day.person !== person) return "someone-else";
  const sealed = await seal(await ensureKey(person), place(person, url), day);
  const ahead = Date.parse(day.now) - Date.now();
  await put("days", { person, url, day: day.day, ahead, keptAt: Date.now(), sealed });
  return "kept";
}

/** Return the registers that are kept for a person and not over, each as last heard. */
export async function readRegisters(person: number): Promise<ReadRegister[]> {
  await dropPast();
  const key = await keyOf(person);
  if (!key) return [];
  const kept = (await all("days"))
    .filter((record) => record.person === person)
    .sort((one, other) => one.keptAt - other.keptAt);
  const days = await Promise.all(
    kept.map(async ({ url, sealed, ahead }) => {
      const day = await unseal<Day>(key, place(person, url), sealed);
      return (day?.registers ?? []).map((register) => ({ ...register, ahead }));
    }),
  );
  const registers = days.flat();
  return [...new Map(registers.map((register) => [register.url, register])).values()];
}

/** Return what the server has named as saved since a person's day was fetched. */
export async function savedMarks(person: number, register: string): Promise<SavedMark[]> {
  const marks = await all("saved");
  return marks.filter((mark) => mark.person === person && mark.register === register);
}

/** Return the person whose names are on this device: never more than one. */
export async function personHere(): Promise<number | null> {
  const [kept] = await all("keys");
  return kept?.person ?? null;
}

/** Drop days that are over, by the server's clock as it was last heard. */
export async function dropPast(now: number = Date.now()): Promise<void> {
  const past = (await all("days")).filter((kept) => isOver(kept, now));
  if (past.length === 0) return;
  await transact(["days", "saved"], "readwrite", async (transaction) => {
    for (const { person, url } of past) {
      await done(transaction.objectStore("days").delete([person, url]));
    }
    // What was saved is of the same days, and the server tells it anew.
    await done(transaction.objectStore("saved").clear());
  });
}

/** Delete a person's names and key from this device; the queue stays, as ids and codes. */
export async function forget(person: number): Promise<void> {
  // The key first: whatever happens next, what it sealed cannot be read.
  await dropKey(person);
  await transact(["days", "saved"], "readwrite", async (transaction) => {
    const range = IDBKeyRange.bound([person], [person, []]);
    await done(transaction.objectStore("days").delete(range));
    await done(transaction.objectStore("saved").delete(range));
  });
  await forgetWords(person);
}

/** Delete the names and keys of everybody but one person, or of everybody. */
export async function forgetOthers(person: number | null): Promise<void> {
  const people = new Set([...(await all("keys")), ...(await all("days"))].map((one) => one.person));
  for (const other of people) {
    if (other === person) continue;
    await forget(other);
    tellOthers({ kind: person === null ? "signed-out" : "replaced", person: other });
  }
}

/** Tell whether a day has only just been kept, and by the clock that the page was drawn by. */
function isFresh({ keptAt, ahead }: SealedDay): boolean {
  const drawn = document.querySelector<HTMLElement>("[data-now]")?.dataset.now;
  const moved = drawn ? Math.abs(Date.parse(drawn) - Date.now() - ahead) : 0;
  return Math.abs(Date.now() - keptAt) < FRESH && moved < FRESH;
}

function isOver(kept: SealedDay, now: number): boolean {
  return LONDON_DAY.format(new Date(now + kept.ahead)) > kept.day;
}

function place(person: number, url: string): string {
  return `day ${person} ${url}`;
}
