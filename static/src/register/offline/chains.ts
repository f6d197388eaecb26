// The rules of the queue, without a browser: what may be sent, and what an answer changes.
//
// Everything typed for one pupil in one register is a chain, in the order of the key
// presses. All of it is sent, one after the other, because the ledger is a record of what
// was typed; a correction made without a network is a correction still.
import type { ItemAnswer, QueueItem, SavedMark, Standing } from "./types.ts";

export interface Kept extends QueueItem {
  order: number;
}

export interface Changes {
  removed: Kept[];
  changed: Kept[];
  saved: SavedMark[];
}

/** Group a register's marks by pupil, each in the order of typing. */
export function chains(items: readonly Kept[]): Map<number, Kept[]> {
  const found = new Map<number, Kept[]>();
  for (const item of [...items].sort((one, other) => one.order - other.order)) {
    if (item.kind !== "mark") continue;
    found.set(item.enrolment, [...(found.get(item.enrolment) ?? []), item]);
  }
  return found;
}

/** Return the marks of a register that may be sent now: one of each pupil. */
export function nextMarks(items: readonly Kept[], most: number): Kept[] {
  return [...chains(items).values()]
    .filter((chain) => chain.every((item) => item.state === "waiting"))
    .map((chain) => chain[0])
    .slice(0, most);
}

/** Return the handing in of a register, once no mark of it waits to be sent. */
export function nextTake(items: readonly Kept[]): Kept | null {
  if (nextMarks(items, 1).length > 0) return null;
  return items.find((item) => item.kind === "take" && item.state === "waiting") ?? null;
}

/** Return the ticks of a roll call that may be sent: each stands alone, in any order. */
export function nextTicks(items: readonly Kept[], most: number): Kept[] {
  return items.filter((item) => item.kind === "tick" && item.state === "waiting").slice(0, most);
}

/**
 * Return the version from which a new entry is made, and the entry that it takes the
 * place of: typing again is how a person answers a refusal.
 */
export function follow(
  items: readonly Kept[],
  enrolment: number,
  seen: number,
): { version: number; replaces: Kept | null } {
  const last = chains(items).get(enrolment)?.at(-1);
  if (!last) return { version: seen, replaces: null };
  if (last.state === "refused") return { version: last.version, replaces: last };
  return { version: last.version + 1, replaces: null };
}

/** Tell whether an answer names an item in full; what does not, changes nothing. */
export function isAnswer(answer: unknown): answer is ItemAnswer {
  const { id, state, version, enrolment } = (answer ?? {}) as Partial<ItemAnswer>;
  return (
    typeof id === "string" &&
    Number.isInteger(enrolment) &&
    ["saved", "conflict", "refused"].includes(state as string) &&
    (state !== "saved" || Number.isInteger(version))
  );
}

/** Return what the server's answers change in a register's queue. */
export function settle(items: readonly Kept[], answers: readonly unknown[]): Changes {
  const changes: Changes = { removed: [], changed: [], saved: [] };
  for (const answer of answers.filter(isAnswer)) {
    const item = items.find((one) => one.id === answer.id && one.enrolment === answer.enrolment);
    if (item) settleOne(item, answer, after(items, item), changes);
  }
  return changes;
}

function after(items: readonly Kept[], item: Kept): Kept[] {
  const chain = chains(items).get(item.enrolment) ?? [];
  return chain.filter((one) => one.order > item.order);
}

function settleOne(item: Kept, answer: ItemAnswer, followers: Kept[], changes: Changes): void {
  if (answer.state === "saved") {
    changes.removed.push(item);
    changes.saved.push(savedMark(item, answer));
    changes.changed.push(...renumbered(followers, answer.version));
  } else if (answer.state === "refused" && followers.length > 0) {
    // Something else has been typed since, which is the answer to the refusal.
    changes.removed.push(item);
    changes.changed.push(...renumbered(followers, item.version));
  } else {
    changes.changed.push({ ...item, state: answer.state });
  }
}

function renumbered(followers: Kept[], version: number): Kept[] {
  return followers.map((item, place) => ({ ...item, version: version + place }));
}

function savedMark(
  item: Kept,
  answer: Pick<ItemAnswer, "code" | "version" | "minutes_late">,
): SavedMark {
  return {
    person: item.person,
    register: item.register,
    enrolment: item.enrolment,
    code: answer.code,
    version: answer.version,
    minutesLate: answer.minutes_late ?? null,
  };
}

/**
 * Return what a person's word changes where two people differ or a rule refused: what was
 * typed here last is entered over what stands, or it is given up.
 */
export function resolve(
  items: readonly Kept[],
  enrolment: number,
  keep: "mine" | "theirs",
  standing: Standing | undefined,
): Changes {
  const chain = chains(items).get(enrolment) ?? [];
  const last = chain.at(-1);
  if (!last) return { removed: [], changed: [], saved: [] };
  if (keep === "mine") {
    const again: Kept = { ...last, state: "waiting", version: standing?.version ?? last.version };
    return { removed: chain.slice(0, -1), changed: [again], saved: [] };
  }
  const saved = standing ? [savedMark(last, { code: standing.code, version: standing.version })] : [];
  return { removed: chain, changed: [], saved };
}
