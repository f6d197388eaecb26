// The device's database: keys, sealed days, what the server has saved, and the queue.
// Every other module goes through here, so that its layout is in one place.
import type { KeptKey, Meta, QueueItem, SavedMark, SealedDay } from "./types.ts";

const NAME = "rollbook";
const VERSION = 1;

interface Stores {
  keys: KeptKey;
  days: SealedDay;
  saved: SavedMark;
  queue: QueueItem;
  meta: Meta;
}
export type StoreName = keyof Stores;

let opened: Promise<IDBDatabase> | null = null;

/** Open the database once; a failed attempt is tried again at the next call. */
export function open(): Promise<IDBDatabase> {
  opened ??= connect().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function connect(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => create(request.result);
    request.onerror = () => reject(request.error ?? new Error("The device refused its database."));
    request.onsuccess = () => {
      const database = request.result;
      // A newer version in another tab must not wait for this one.
      database.onversionchange = () => {
        database.close();
        opened = null;
      };
      database.onclose = () => {
        opened = null;
      };
      resolve(database);
    };
  });
}

function create(database: IDBDatabase): void {
  database.createObjectStore("keys", { keyPath: "person" });
  database.createObjectStore("days", { keyPath: ["person", "url"] });
  database.createObjectStore("saved", { keyPath: ["person", "register", "enrolment"] });
  database.createObjectStore("meta", { keyPath: "name" });
  // The order of the queue is a sequence: a device's clock may go backwards.
  const queue = database.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
  queue.createIndex("id", "id", { unique: true });
  queue.createIndex("person", "person");
}

/** Wait for one request of a transaction. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("A request failed."));
  });
}

/**
 * Do something in one transaction and return once it is on the disk.
 *
 * Nothing but requests of the transaction may be awaited inside: it commits by itself as
 * soon as nothing is asked of it (so sealing and fetching come before).
 */
export async function transact<T>(
  names: StoreName[],
  mode: IDBTransactionMode,
  act: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const database = await open();
  // "strict" waits for the disk: what is "on this device" survives a flat battery.
  const transaction = database.transaction(names, mode, { durability: "strict" });
  const committed = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("Not kept on the device."));
    transaction.onerror = () => reject(transaction.error ?? new Error("Not kept on the device."));
  });
  // An act that fails has its own error to tell; the abort is only its echo.
  committed.catch(() => undefined);
  try {
    const result = await act(transaction);
    await committed;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    throw error;
  }
}

/** Read one record. */
export function get<S extends StoreName>(
  store: S,
  key: IDBValidKey,
): Promise<Stores[S] | undefined> {
  return transact([store], "readonly", (transaction) =>
    done(transaction.objectStore(store).get(key) as IDBRequest<Stores[S] | undefined>),
  );
}

/** Read every record of a store. */
export function all<S extends StoreName>(store: S): Promise<Stores[S][]> {
  return transact([store], "readonly", (transaction) =>
    done(transaction.objectStore(store).getAll() as IDBRequest<Stores[S][]>),
  );
}

/** Write one record. */
export async function put<S extends StoreName>(store: S, record: Stores[S]): Promise<void> {
  await transact([store], "readwrite", (transaction) =>
    done(transaction.objectStore(store).put(record)),
  );
}

/** Delete the records of a range of keys, or one. */
export async function remove(store: StoreName, key: IDBValidKey | IDBKeyRange): Promise<void> {
  await transact([store], "readwrite", (transaction) =>
    done(transaction.objectStore(store).delete(key)),
  );
}
