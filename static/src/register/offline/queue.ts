// What a register page needs of the queue: put, ask what is pending, hear what became of it.
import { listen, tell } from "./channel.ts";
import { get } from "./database.ts";
import { drainerOf, type Reach } from "./drain.ts";
import { add, discard, itemsOf, readable, resolveItems } from "./shelf.ts";
import type { Pending, SavedMark, Words } from "./types.ts";

/** A mark as pressed, from the version that the person saw. */
export interface Pressed extends Pick<Words, "nature" | "note" | "reason"> {
  id?: string;
  enrolment: number;
  code: string | null;
  version: number;
  minutesLate?: number | null;
}

/** How a pupil's mark stands: what is shown, and whether the server has it. */
export interface MarkState {
  enrolment: number;
  /** `given-up`: nothing of this page pends, and what stood before stands. */
  state: "device" | "saved" | "conflict" | "refused" | "given-up";
  code: string | null;
  version: number;
  minutesLate: number | null;
  item?: Pending;
}

export interface QueueOptions {
  person: number;
  /** The register's path, with its last slash. */
  register: string;
  onState: (states: MarkState[]) => void;
  onReach?: (reach: Reach) => void;
  onTake?: (take: Pending | null) => void;
}

export interface Queue {
  put(mark: Pressed): Promise<void>;
  take(): Promise<void>;
  resolve(enrolment: number, keep: "mine" | "theirs"): Promise<void>;
  giveUpTake(): Promise<void>;
  pending(): Promise<Pending[]>;
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

  const pending = async (): Promise<Pending[]> => {
    const items = (await itemsOf(person)).filter((item) => item.register === register);
    return Promise.all(items.map(readable));
  };

  const refresh = async (): Promise<void> => {
    const items = await pending();
    const last = new Map(
      items.filter((item) => item.kind === "mark").map((item) => [item.enrolment, item]),
    );
    const gone = [...known.keys()].filter((enrolment) => !last.has(enrolment));
    const left = await Promise.all(gone.map((one) => get("saved", [person, register, one])));
    known = last;
    options.onState([
      ...[...last.values()].map((item) => pendingState(item, items)),
      ...left.map((mark, place) => (mark ? savedState(mark) : givenUp(gone[place]))),
    ]);
    const take = items.find((item) => item.kind === "take") ?? null;
    if (take || hadTake) options.onTake?.(take);
    hadTake = take !== null;
  };

  // One after the other: sealing a note takes longer than a plain mark, and must not be
  // overtaken by the mark that was typed after it.
  let putting: Promise<unknown> = Promise.resolve();
  const inOrder = (act: () => Promise<void>): Promise<void> => {
    const done = putting.then(act, act);
    putting = done.catch(() => undefined);
    return done;
  };

  const typed = (): void => tell({ kind: "typed", person, register });
  const base = { person, register, state: "waiting" as const };

  const stopListening = listen((news) => {
    if (news.person === person && (news.register === register || !news.register)) void refresh();
  });
  void refresh();

  return {
    async put({ id = crypto.randomUUID(), nature, note, reason, minutesLate, ...mark }) {
      const pressedAt = new Date().toISOString();
      const item = { ...base, ...mark, id, pressedAt, kind: "mark" as const };
      const whole = { ...item, minutesLate: minutesLate ?? null };
      await inOrder(() => add(whole, { nature, note, reason }));
      typed();
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
    flush: () => drainer.wake(),
    stop: () => void stopListening(),
  };
}

// The first of a chain is the one that met another's mark; the last is what was meant.
function differing(items: Pending[], enrolment: number): Pending | undefined {
  return items.find((item) => item.enrolment === enrolment && item.state === "conflict");
}

function pendingState(item: Pending, all: Pending[]): MarkState {
  const { enrolment, code, version, minutesLate } = item;
  const conflict = differing(all, enrolment);
  const state = conflict ? "conflict" : item.state === "refused" ? "refused" : "device";
  const shown = conflict ? { ...item, standing: conflict.standing } : item;
  return { enrolment, state, code, version, minutesLate, item: shown };
}

function savedState({ enrolment, code, version, minutesLate }: SavedMark): MarkState {
  return { enrolment, state: "saved", code, version, minutesLate };
}

function givenUp(enrolment: number): MarkState {
  return { enrolment, state: "given-up", code: null, version: 0, minutesLate: null };
}
