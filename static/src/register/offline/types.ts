// What stands on the device. Names, notes and sentences stand only inside `sealed`.

/** Something encrypted with the person's key. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** The key of a person on this device; it can be used here and not be taken out. */
export interface KeptKey {
  person: number;
  key: CryptoKey;
}

/** The registers of a person's day at one school, as the server told them. */
export interface SealedDay {
  person: number;
  url: string;
  day: string;
  /** How far the server's clock is ahead of the device's, in milliseconds. */
  ahead: number;
  keptAt: number;
  sealed: Sealed;
}

/** A mark that the server has named as saved since the day was fetched. */
export interface SavedMark {
  person: number;
  register: string;
  enrolment: number;
  code: string | null;
  version: number;
  minutesLate: number | null;
}

export type Meta = { name: "sign-out-owed"; person: number };

/** A mark as it stands on the server, by whom and when. */
export interface Standing {
  code: string | null;
  version: number;
  by?: string;
  at?: string;
}

/** Words about an item: typed by the person, or answered by the server. */
export interface Words {
  nature?: string;
  note?: string;
  reason?: string;
  sentence?: string;
  rule?: string;
  standing?: Standing;
  missing?: string[];
}

export type ItemState = "waiting" | "conflict" | "refused";

/** Something typed that the server has not named yet: ids, codes and moments. */
export interface QueueItem {
  order?: number;
  id: string;
  person: number;
  kind: "mark" | "take" | "tick";
  /** The register's address, with its last slash: where the item is to be sent. */
  register: string;
  /** 0 for the handing in of a whole register. */
  enrolment: number;
  code: string | null;
  /** The version that the entry was made from; for one that follows another, see chains.ts. */
  version: number;
  minutesLate: number | null;
  /** Of a tick in a roll call: whom it is about, "pupil:12", and whether they were seen. */
  who?: string;
  isSafe?: boolean;
  pressedAt: string;
  state: ItemState;
  sealed?: Sealed;
}

/** An item as pages see it, with its words where they can still be read. */
export interface Pending extends Omit<QueueItem, "sealed">, Words {
  order: number;
}

/** What the server says of one item. */
export interface ItemAnswer {
  id: string;
  enrolment: number;
  state: "saved" | "conflict" | "refused";
  code: string | null;
  version: number;
  minutes_late?: number | null;
  by?: string;
  at?: string;
  sentence?: string;
  rule?: string;
  standing?: Standing;
}
