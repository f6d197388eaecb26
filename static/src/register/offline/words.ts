// Words about queued items: notes that were typed, sentences that the server answered.
// They name people, so they stand on the disk only under the person's key.
import { canSeal, keyOf, seal, unseal } from "./sealing.ts";
import type { ItemAnswer, Sealed, Words } from "./types.ts";

// Words that this page has typed or been told: they outlive the key, so that an ended
// sign-in loses no note as long as the page is open.
const spoken = new Map<string, Words>();

/**
 * Seal the words of an item, and remember them while this page is open.
 *
 * No key is made here: after a sign-out there is none, and words typed then stay on the
 * page only.
 */
export async function keepWords(person: number, id: string, words: Words): Promise<Sealed | null> {
  const said = Object.fromEntries(
    Object.entries(words).filter(([, word]) => word !== undefined && word !== ""),
  ) as Words;
  if (Object.keys(said).length === 0) return null;
  spoken.set(id, said);
  const key = canSeal() ? await keyOf(person) : null;
  return key && seal(key, place(id), said);
}

/** Return the words of an item, where this page or the key still knows them. */
export async function wordsOf(person: number, id: string, sealed?: Sealed): Promise<Words> {
  const here = spoken.get(id);
  if (here || !sealed) return here ?? {};
  const key = await keyOf(person);
  return (key && (await unseal<Words>(key, place(id), sealed))) || {};
}

/** Seal what the server said of items that it did not save, beside what was typed. */
export async function keepAnswers(
  person: number,
  answers: readonly ItemAnswer[],
  sealedBefore: (id: string) => Sealed | undefined,
): Promise<Map<string, Sealed>> {
  const kept = new Map<string, Sealed>();
  for (const { id, state, sentence, rule, standing } of answers) {
    if (state === "saved") continue;
    const typed = await wordsOf(person, id, sealedBefore(id));
    const sealed = await keepWords(person, id, { ...typed, sentence, rule, standing });
    if (sealed) kept.set(id, sealed);
  }
  return kept;
}

/** Forget the words of an item that is no longer in the queue. */
export function forgetSpoken(id: string): void {
  spoken.delete(id);
}

function place(id: string): string {
  return `queue ${id}`;
}
