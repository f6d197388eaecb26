// The queue on the disk. An item is written before anything is sent; a mark leaves only by
// `settleItems`, which is given an answer that names it, or by the person's own word.
import { type Changes, follow, isAnswer, type Kept, resolve, settle } from "./chains.ts";
import { done, transact } from "./database.ts";
import type { Pending, QueueItem, SavedMark, Sealed, Standing, Words } from "./types.ts";
import { forgetSpoken, keepAnswers, keepWords, wordsOf } from "./words.ts";

/** Keep an item; typing it twice under one id keeps it once. */
export async function add(item: QueueItem, words: Words): Promise<void> {
  const sealed = await keepWords(item.person, item.id, words);
  const whole = sealed ? { ...item, sealed } : item;
  await transact(["queue", "saved"], "readwrite", async (transaction) => {
    const store = transaction.objectStore("queue");
    if (await done(store.index("id").getKey(item.id))) return;
    if (item.kind === "tick") {
      await done(store.add(whole));
      return;
    }
    const items = await ofRegister(transaction, item.person, item.register);
    if (item.kind === "take") {
      for (const one of items) if (one.kind === "take") await done(store.delete(one.order));
      await done(store.add(whole));
      return;
    }
    const seen = Math.max(item.version, await savedVersion(transaction, item));
    const { version, replaces } = follow(items, item.enrolment, seen);
    if (replaces) await done(store.delete(replaces.order));
    await done(store.add({ ...whole, version }));
  });
}

/** Return everything that a person has typed and the server has not named, in order. */
export function itemsOf(person: number): Promise<Kept[]> {
  return transact(["queue"], "readonly", (transaction) => ofPerson(transaction, person));
}

/** Return an item with its words, where this page or the key still knows them. */
export async function readable(item: Kept): Promise<Pending> {
  const { sealed, ...plain } = item;
  return { ...plain, ...(await wordsOf(item.person, item.id, sealed)) };
}

/** Take the server's answers in: what is saved leaves, what is not says why. */
export async function settleItems(
  person: number,
  register: string,
  answered: readonly unknown[],
): Promise<Changes> {
  const answers = answered.filter(isAnswer);
  const before = new Map((await itemsOf(person)).map((item) => [item.id, item.sealed]));
  const words = await keepAnswers(person, answers, (id) => before.get(id));
  return transact(["queue", "saved"], "readwrite", async (transaction) => {
    const changes = settle(await ofRegister(transaction, person, register), answers);
    await write(transaction, changes, words);
    return changes;
  });
}

/** Take a person's word in where two people differ, or where a rule refused. */
export function resolveItems(
  person: number,
  register: string,
  enrolment: number,
  keep: "mine" | "theirs",
  standing: Standing | undefined,
): Promise<Changes> {
  return transact(["queue", "saved"], "readwrite", async (transaction) => {
    const items = await ofRegister(transaction, person, register);
    const changes = resolve(items, enrolment, keep, standing);
    await write(transaction, changes, new Map());
    return changes;
  });
}

/** Keep an item anew, as after a refusal; one that has left meanwhile stays away. */
export async function replace(item: Kept, words: Words): Promise<void> {
  const sealed = await keepWords(item.person, item.id, words);
  await transact(["queue"], "readwrite", async (transaction) => {
    const store = transaction.objectStore("queue");
    if (!(await done(store.getKey(item.order)))) return;
    await done(store.put(sealed ? { ...item, sealed } : item));
  });
}

/** Delete an item that is no mark, once the server has named it or the person gives it up. */
export async function discard(item: Kept): Promise<void> {
  forgetSpoken(item.id);
  await transact(["queue"], "readwrite", (transaction) =>
    done(transaction.objectStore("queue").delete(item.order)),
  );
}

/**
 * Leave ids and codes only of a person's items.
 *
 * What a rule or another person had said went with the words, so it is asked again.
 */
export async function forgetWords(person: number): Promise<void> {
  await transact(["queue"], "readwrite", async (transaction) => {
    const store = transaction.objectStore("queue");
    for (const { sealed: _words, ...item } of await ofPerson(transaction, person)) {
      await done(store.put({ ...item, state: "waiting" }));
    }
  });
}

async function write(
  transaction: IDBTransaction,
  changes: Changes,
  words: Map<string, Sealed>,
): Promise<void> {
  const queue = transaction.objectStore("queue");
  for (const item of changes.removed) {
    forgetSpoken(item.id);
    await done(queue.delete(item.order));
  }
  for (const item of changes.changed) {
    const sealed = words.get(item.id);
    await done(queue.put(sealed ? { ...item, sealed } : item));
  }
  for (const mark of changes.saved) {
    await done(transaction.objectStore("saved").put(mark));
  }
}

/**
 * Return the version of what this person has typed here before and the server has named.
 *
 * The page hears of it a moment later; who types in between must not meet their own mark
 * as if it were somebody else's.
 */
async function savedVersion(transaction: IDBTransaction, item: QueueItem): Promise<number> {
  const key = [item.person, item.register, item.enrolment];
  const saved = transaction.objectStore("saved").get(key) as IDBRequest<SavedMark | undefined>;
  return (await done(saved))?.version ?? 0;
}

function ofPerson(transaction: IDBTransaction, person: number): Promise<Kept[]> {
  const index = transaction.objectStore("queue").index("person");
  return done(index.getAll(person) as IDBRequest<Kept[]>);
}

async function ofRegister(
  transaction: IDBTransaction,
  person: number,
  register: string,
): Promise<Kept[]> {
  return (await ofPerson(transaction, person)).filter((item) => item.register === register);
}
