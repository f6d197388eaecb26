// Encrypts what names people. The key is made here, stays in the browser's database as an
// object whose bytes no script can read, and is deleted at sign-out: then what it sealed is
// noise, whatever a copy of the disk still holds.
import { done, get, remove, transact } from "./database.ts";
import type { Sealed } from "./types.ts";

const ALGORITHM = { name: "AES-GCM", length: 256 } as const;
const IV_BYTES = 12;

/** Tell whether this browser encrypts; on an address without TLS it does not. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Return the person's key on this device, if there is one. */
export async function keyOf(person: number): Promise<CryptoKey | null> {
  return (await get("keys", person))?.key ?? null;
}

/** Return the person's key, made now if there is none. */
export async function ensureKey(person: number): Promise<CryptoKey> {
  const kept = await keyOf(person);
  if (kept) return kept;
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ["encrypt", "decrypt"]);
  // Two tabs may both have made one: the first to be kept is the key of both.
  return transact(["keys"], "readwrite", async (transaction) => {
    const keys = transaction.objectStore("keys");
    const first = (await done(keys.get(person))) as { key: CryptoKey } | undefined;
    if (first) return first.key;
    await done(keys.put({ person, key: made }));
    return made;
  });
}

/** Delete the person's key. */
export function dropKey(person: number): Promise<void> {
  return remove("keys", person);
}

/** Encrypt a value; `what` names its place, so that it cannot be moved to another. */
export async function seal(key: CryptoKey, what: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const bytes = await crypto.subtle.encrypt(parameters(iv, what), key, plain);
  return { iv, bytes };
}

/** Decrypt a value, or return null where the key is another's or the place is. */
export async function unseal<T>(key: CryptoKey, what: string, sealed: Sealed): Promise<T | null> {
  try {
    const plain = await crypto.subtle.decrypt(parameters(sealed.iv, what), key, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  } catch {
    return null;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, what: string): AesGcmParams {
  return { name: ALGORITHM.name, iv, additionalData: new TextEncoder().encode(what) };
}
