// What a register page needs of the queue: put, ask what is pending, hear what became of it.
import { listen, tell } from "./channel.ts";
import { get } from "./database.ts";
import { savedMarks } from "./device.ts";
import { drainerOf, type Reach } from "./drain.ts";
import { add, discard, itemsOf, readable, resolveItems } from "./shelf.ts";
import { differing, givenUp, type MarkState, notKept, pendingState, savedState } from "./states.ts";
import type { Pending, Words } from "./types.ts";
import { Underway } from "./underway.ts";

export type { MarkState } from "./states.ts";

/** A mark as pressed, from the version that the person saw. */
export interface Pressed extends Pick<Words, "nature" | "note" | "reason"> {
  id?: string;
  enrolment: number;
  code: string | null;
  version: number;
  minutesLate?: number | null;
}

export interface QueueOptions {
  person: number;
  /** The register's path, with its last slash. */
  register: string;
  onState: (states: MarkState[]) => void;
  onReach?: (reach: Reach) => void;
  onTake?: (take: Pending | null) => void;
  /** The version that the page shows; what the device knows to be newer is told at once. */
  versionOf?: (enrolment: number) => number;
}

export interface Queue {
  put(mark: Pressed): Promise<void>;
  take(): Promise<void>;
  resolve(enrolment: number, keep: "mine" | "theirs"): Promise<void>;
  giveUpTake(): Promise<void>;
  pending(): Promise<Pending[]>;
  /** Tell whether a mark of a pupil is on its way to the disk. */
  isUnderway(enrolment: number): boolean;
  flush(): Promise<Reach>;
  stop(): void;
}

/** Open the queue of one register; what pends already is told at once. */
export function createQueue(options: QueueOptions): Queue {
  const { person, register } = options;
  const drainer = drainerOf(person);
  if (options.onReach) drainer.onReach(options.onReach);
  // What this page believes to pend, so that it can tell what has been saved since.
  let known = new Map<number, Pending>();
  let hadTake = false;
  const underway = new Underway();

  const pending = async (): Promise<Pending[]> => {
    const items = (await itemsOf(person)).filter((item) => item.register === register);
    return Promise.all(items.map(readable));
  };

  const read = async (): Promise<void> => {
    underway.beginReading();
    const items = await pending();
    const last = new Map(
      items.filter((item) => item.kind === "mark").map((item) => [item.enrolment, item]),
    );
    const gone = [...known.keys()].filter((enrolment) => !last.has(enrolment));
    const left = await Promise.all(gone.map((one) => get("saved", [person, register, one])));
    known = last;
    const states = [
      ...[...last.values()].map((item) => pendingState(item, items)),
      ...left.map((mark, place) => (mark ? savedState(mark) : givenUp(gone[place]))),
    ];
    options.onState(states.filter(({ enrolment }) => !underway.has(enrolment)));
    const take = items.find((item) => item.kind === "take") ?? null;
    if (take || hadTake) options.onTake?.(take);
    hadTake = take !== null;
  };

  // One reading after the other: an older one must not be drawn over a newer.
  let reading: Promise<void> | null = null;
  let again = false;
  const refresh = (): void => {
    again = reading !== null;
    reading ??= read().finally(() => {
      reading = null;
      if (again) refresh();
    });
  };

  // One after the other: sealing a note takes longer than a plain mark, and must not be
  // overtaken by the mark that was typed after it.
  let putting: Promise<unknown> = Promise.resolve();
  const inOrder = (act: () => Promise<void>): Promise<void> => {
    const done = putting.then(act, act);
    putting = done.catch(() => undefined);
    return done;
  };

  // A page that the device draws is as old as the day that it keeps.
  const showSaved = async (): Promise<void> => {
    const { versionOf } = options;
    if (!versionOf) return;
    const newer = (await savedMarks(person, register)).filter(
      (mark) => mark.version > versionOf(mark.enrolment),
    );
    if (newer.length > 0) options.onState(newer.map(savedState));
  };

  const typed = (): void => tell({ kind: "typed", person, register });
  const base = { person, register, state: "waiting" as const };

  const stopListening = listen((news) => {
    if (news.person === person && (news.register === register || !news.register)) refresh();
  });
  void showSaved().then(refresh);

  return {
    async put({ id = crypto.randomUUID(), nature, note, reason, minutesLate, ...mark }) {
      const pressedAt = new Date().toISOString();
      const item = { ...base, ...mark, id, pressedAt, kind: "mark" as const };
      const whole = { ...item, minutesLate: minutesLate ?? null };
      underway.leave(mark.enrolment);
      try {
        await inOrder(() => add(whole, { nature, note, reason }));
        underway.land(mark.enrolment);
        typed();
      } catch {
        underway.land(mark.enrolment);
        options.onState([notKept(whole)]);
      }
    },
    async take() {
      const item = { ...base, id: crypto.randomUUID(), kind: "take" as const, enrolment: 0 };
      const plain = { code: null, version: 0, minutesLate: null };
      const whole = { ...item, ...plain, pressedAt: new Date().toISOString() };
      await inOrder(() => add(whole, {}));
      typed();
    },
    async resolve(enrolment, keep) {
      const standing = differing(await pending(), enrolment)?.standing;
      await resolveItems(person, register, enrolment, keep, standing);
      typed();
    },
    async giveUpTake() {
      const items = (await itemsOf(person)).filter((item) => item.register === register);
      for (const item of items) if (item.kind === "take") await discard(item);
      typed();
    },
    pending,
    isUnderway: (enrolment) => underway.has(enrolment),
    flush: () => drainer.wake(),
    stop: () => void stopListening(),
  };
}
