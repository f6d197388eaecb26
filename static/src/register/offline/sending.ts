// Sends one part of a register's queue, and says what came of it.
import { type Answer, type Body, send, sentenceOf } from "./asking.ts";
import { type Kept, nextMarks, nextTake, nextTicks } from "./chains.ts";
import { dropPass, type Pass, readPass } from "./pass.ts";
import { discard, readable, replace, settleItems } from "./shelf.ts";

/** `more`: go on; `later`: wait; `denied`: not under this pass, or not by this person. */
export type Came = "more" | "later" | "denied" | "signed-out";

const MOST = 60;
// A mark that goes off at once needs no moment of its own: the server's will do, and the
// ledger keeps a device's moment only of marks that waited.
const AT_ONCE = 2_000;
const NOT_UNDERSTOOD = new Set([400, 413, 422]);

export interface Outcome {
  came: Came;
  /** What the server said when it refused the whole of it. */
  say?: string;
}

let most = MOST;

/** Send what may be sent of one register. */
export async function sendNext(register: string, items: Kept[], pass: Pass): Promise<Outcome> {
  const marks = nextMarks(items, most);
  if (marks.length > 0) return sendMarks(register, marks, pass);
  const ticks = nextTicks(items, MOST);
  if (ticks.length > 0) return sendTicks(register, ticks, pass);
  const take = nextTake(items);
  return take ? sendTake(take, pass) : { came: "more" };
}

/** Tell whether anything of a register may be sent now. */
export function isSendable(items: Kept[]): boolean {
  return [...nextMarks(items, 1), ...nextTicks(items, 1)].length > 0 || nextTake(items) !== null;
}

async function sendMarks(register: string, marks: Kept[], pass: Pass): Promise<Outcome> {
  const sentAt = new Date();
  const items = await Promise.all(marks.map((mark) => asTyped(mark, sentAt)));
  const body = { person: pass.person, sent_at: sentAt.toISOString(), items };
  const answer = await send(`${register}marks`, pass.csrf, body);
  if (answer.kind === "refused" && NOT_UNDERSTOOD.has(answer.status)) {
    return notUnderstood(register, marks, answer.body);
  }
  if (answer.kind !== "said") return failed(answer);
  most = MOST;
  if (readPass(answer.body)?.person !== pass.person) {
    dropPass();
    return { came: "later" };
  }
  document.dispatchEvent(new CustomEvent("rollbook:heard"));
  const answers = Array.isArray(answer.body.items) ? answer.body.items : [];
  const { removed, changed } = await settleItems(pass.person, register, answers);
  // An answer that names nothing that was sent is none.
  return { came: removed.length + changed.length > 0 ? "more" : "later" };
}

async function asTyped(mark: Kept, sentAt: Date): Promise<Body> {
  const { nature, note, reason } = await readable(mark);
  const waited = sentAt.getTime() - Date.parse(mark.pressedAt);
  return {
    id: mark.id,
    enrolment: mark.enrolment,
    code: mark.code,
    version: mark.version,
    ...(mark.minutesLate === null ? {} : { minutes_late: mark.minutesLate }),
    ...(nature ? { nature } : {}),
    ...(note ? { note } : {}),
    ...(reason ? { reason } : {}),
    ...(waited >= 0 && waited < AT_ONCE ? {} : { pressed_at: mark.pressedAt }),
  };
}

/** One mark that the server cannot read must not keep the others from it. */
async function notUnderstood(register: string, marks: Kept[], body: Body): Promise<Outcome> {
  if (marks.length > 1) {
    most = 1;
    return { came: "more" };
  }
  most = MOST;
  const [{ id, enrolment, code, version, person }] = marks;
  const sentence = sentenceOf(body) || "The server could not read this mark. Enter it again.";
  await settleItems(person, register, [
    { id, enrolment, code, version, state: "refused", sentence },
  ]);
  return { came: "more" };
}

/** Send what a marshal has ticked; a tick leaves once an answer names it. */
async function sendTicks(register: string, ticks: Kept[], pass: Pass): Promise<Outcome> {
  const answer = await send(`${register}ticks`, pass.csrf, {
    person: pass.person,
    sent_at: new Date().toISOString(),
    items: ticks.map(({ id, who, isSafe, pressedAt }) => ({
      id,
      who,
      is_safe: isSafe,
      pressed_at: pressedAt,
    })),
  });
  if (answer.kind !== "said") return failed(answer);
  const items = Array.isArray(answer.body.items) ? answer.body.items : [];
  const named = new Set(items.map((item: { id?: unknown }) => item?.id));
  const answered = ticks.filter((tick) => named.has(tick.id));
  for (const tick of answered) await discard(tick);
  return { came: answered.length > 0 ? "more" : "later" };
}

async function sendTake(take: Kept, pass: Pass): Promise<Outcome> {
  const answer = await send(`${take.register}take`, pass.csrf, {
    person: pass.person,
    sent_at: new Date().toISOString(),
    pressed_at: take.pressedAt,
  });
  if (answer.kind === "said" && typeof answer.body.taken_at === "string") {
    await discard(take);
    return { came: "more" };
  }
  if (answer.kind === "refused" && answer.status === 409) {
    const missing = Array.isArray(answer.body.missing) ? answer.body.missing.map(String) : [];
    const words = { sentence: sentenceOf(answer.body), missing };
    await replace({ ...take, state: "refused" }, words);
    return { came: "more" };
  }
  return answer.kind === "said" ? { came: "later" } : failed(answer);
}

function failed(answer: Exclude<Answer, { kind: "said" }>): Outcome {
  if (answer.kind === "signed-out") {
    dropPass();
    return { came: "signed-out" };
  }
  // A token of an earlier sign-in is refused too: the next attempt asks for a new one.
  if (answer.kind === "refused") {
    dropPass();
    return { came: "denied", say: sentenceOf(answer.body) };
  }
  return { came: "later" };
}
