// How a pupil's mark stands, as a page is told.
import type { Pending, QueueItem, SavedMark } from "./types.ts";

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

// The first of a chain is the one that met another's mark; the last is what was meant.
export function differing(items: Pending[], enrolment: number): Pending | undefined {
  return items.find((item) => item.enrolment === enrolment && item.state === "conflict");
}

export function pendingState(item: Pending, all: Pending[]): MarkState {
  const { enrolment, code, version, minutesLate } = item;
  const conflict = differing(all, enrolment);
  const state = conflict ? "conflict" : item.state === "refused" ? "refused" : "device";
  const shown = conflict ? { ...item, standing: conflict.standing } : item;
  return { enrolment, state, code, version, minutesLate, item: shown };
}

/** A device that refuses its storage: the person is told, and presses again. */
export function notKept(item: QueueItem): MarkState {
  const sentence = "This device could not keep the mark. Enter it again.";
  const { enrolment, code, version, minutesLate } = item;
  const shown = { ...item, order: 0, state: "refused" as const, sentence };
  return { enrolment, state: "refused", code, version, minutesLate, item: shown };
}

export function savedState({ enrolment, code, version, minutesLate }: SavedMark): MarkState {
  return { enrolment, state: "saved", code, version, minutesLate };
}

export function givenUp(enrolment: number): MarkState {
  return { enrolment, state: "given-up", code: null, version: 0, minutesLate: null };
}
