// The rules of the queue: what may be sent, and what an answer changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  follow,
  isAnswer,
  type Kept,
  nextMarks,
  nextTake,
  resolve,
  settle,
} from "../../../static/src/register/offline/chains.ts";

let sequence = 0;

function typed(enrolment: number, code: string, version: number, rest: Partial<Kept> = {}): Kept {
  sequence += 1;
  return {
    order: sequence,
    id: `item-${sequence}`,
    person: 7,
    kind: "mark",
    register: "/schools/a/registers/1/2026-11-20/am/",
    enrolment,
    code,
    version,
    minutesLate: null,
    pressedAt: "2026-11-20T08:52:00.000Z",
    state: "waiting",
    ...rest,
  };
}

const taken = (): Kept => typed(0, "", 0, { kind: "take" });

const saved = (item: Kept, version = item.version + 1) => ({
  id: item.id,
  enrolment: item.enrolment,
  state: "saved",
  code: item.code,
  version,
});

test("one mark of each pupil is sent, the oldest first", () => {
  const [first, second, other] = [typed(1, "/", 0), typed(1, "N", 1), typed(2, "/", 0)];
  assert.deepEqual(nextMarks([second, other, first], 60), [first, other]);
});

test("a pupil about whom two people differ waits for a person, and nobody else does", () => {
  const [mine, later, other] = [
    typed(1, "/", 0, { state: "conflict" }),
    typed(1, "N", 1),
    typed(2, "/", 0),
  ];
  assert.deepEqual(nextMarks([mine, later, other], 60), [other]);
});

test("a register is handed in after its marks, and not while one waits", () => {
  const [mark, take] = [typed(1, "/", 0), taken()];
  assert.equal(nextTake([mark, take]), null);
  assert.equal(nextTake([take]), take);
  assert.equal(nextTake([{ ...take, state: "refused" }]), null);
});

test("a mark typed after another is made from the version that the other will have", () => {
  const first = typed(1, "/", 3);
  assert.deepEqual(follow([first], 1, 3), { version: 4, replaces: null });
  assert.deepEqual(follow([first], 2, 5), { version: 5, replaces: null });
});

test("typing again is the answer to a refusal", () => {
  const refused = typed(1, "I", 2, { state: "refused" });
  assert.deepEqual(follow([refused], 1, 0), { version: 2, replaces: refused });
});

test("an item leaves only on an answer that names it and its version", () => {
  const item = typed(1, "/", 0);
  const nothing = { removed: [], changed: [], saved: [] };
  const good = saved(item);
  for (const bad of [
    null,
    "<html>",
    {},
    { ...good, id: "another" },
    { ...good, enrolment: 2 },
    { ...good, version: undefined },
    { ...good, version: "1" },
    { ...good, state: "ok" },
  ]) {
    assert.deepEqual(settle([item], [bad]), nothing, JSON.stringify(bad));
  }
  assert.deepEqual(settle([item], [good]).removed, [item]);
});

test("what follows a saved mark is made from the version that the server gave", () => {
  const [first, second, third] = [typed(1, "/", 0), typed(1, "N", 1), typed(1, "L", 2)];
  const { removed, changed } = settle([first, second, third], [saved(first, 5)]);
  assert.deepEqual(removed, [first]);
  assert.deepEqual(
    changed.map((item) => [item.id, item.version]),
    [
      [second.id, 5],
      [third.id, 6],
    ],
  );
});

test("the saved mark is the server's and not the one that was typed", () => {
  const item = typed(1, "L", 0);
  const { saved: marks } = settle([item], [{ ...saved(item), minutes_late: 11 }]);
  assert.equal(marks[0].minutesLate, 11);
});

test("a refusal stays until something else is typed", () => {
  const [refused, next] = [typed(1, "I", 0), typed(1, "N", 1)];
  const answer = { ...saved(refused), state: "refused", sentence: "No." };
  assert.equal(settle([refused], [answer]).changed[0].state, "refused");
  const { removed, changed } = settle([refused, next], [answer]);
  assert.deepEqual([removed[0].id, changed[0].id, changed[0].version], [refused.id, next.id, 0]);
});

test("where two differ, mine is the last that I typed, made from what stands", () => {
  const chain = [typed(1, "/", 0, { state: "conflict" }), typed(1, "N", 1)];
  const { removed, changed } = resolve(chain, 1, "mine", { code: "L", version: 4 });
  assert.deepEqual(removed, [chain[0]]);
  assert.deepEqual([changed[0].code, changed[0].version, changed[0].state], ["N", 4, "waiting"]);
});

test("where two differ, theirs is what stands, and nothing of mine is sent", () => {
  const chain = [typed(1, "/", 0, { state: "conflict" }), typed(1, "N", 1)];
  const { removed, changed, saved: marks } = resolve(chain, 1, "theirs", { code: "L", version: 4 });
  assert.deepEqual([removed.length, changed.length], [2, 0]);
  assert.deepEqual([marks[0].code, marks[0].version], ["L", 4]);
});

test("an answer without a version says nothing of a saved mark", () => {
  assert.equal(isAnswer({ id: "a", enrolment: 1, state: "saved" }), false);
  assert.equal(isAnswer({ id: "a", enrolment: 1, state: "refused" }), true);
});

// Whatever is typed, and however often answers are lost, the server ends with all of it once.
test("no order of losses loses a mark or doubles one", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const chance = randomFrom(seed);
    const server = new Map<number, { code: string; version: number; ledger: string[] }>();
    let queue: Kept[] = [];
    const entered = new Map<number, string[]>();
    let guard = 0;
    let left = 12;
    while ((left > 0 || queue.length > 0) && guard < 2000) {
      guard += 1;
      if (left > 0 && chance() < 0.4) {
        left -= 1;
        const enrolment = Math.ceil(chance() * 2);
        const before = entered.get(enrolment) ?? [];
        const code = "/NLBCE"[Math.floor(chance() * 6)];
        if (before.at(-1) === code) continue;
        const { version } = follow(queue, enrolment, server.get(enrolment)?.version ?? 0);
        queue.push(typed(enrolment, code, version));
        entered.set(enrolment, [...before, code]);
        continue;
      }
      const sent = nextMarks(queue, 60);
      if (chance() < 0.3) continue; // the request is lost
      const answers = sent.map((item) => serve(server, item));
      if (chance() < 0.3) continue; // the answer is lost
      const { removed, changed } = settle(queue, answers);
      assert.equal(changed.filter((item) => item.state !== "waiting").length, 0);
      const gone = new Set(removed.map((item) => item.id));
      const anew = new Map(changed.map((item) => [item.id, item]));
      queue = queue
        .filter((item) => !gone.has(item.id))
        .map((item) => anew.get(item.id) ?? item);
    }
    for (const [enrolment, codes] of entered) {
      assert.deepEqual(server.get(enrolment)?.ledger, codes, `seed ${seed}`);
    }
  }
});

type Row = { code: string; version: number; ledger: string[] };

/** The server's rule (record_marks): the same again is saved, another version is not. */
function serve(server: Map<number, Row>, item: Kept) {
  const row = server.get(item.enrolment) ?? { code: "", version: 0, ledger: [] };
  if (row.code === item.code && item.version <= row.version) return saved(item, row.version);
  if (item.version !== row.version) return { ...saved(item), state: "conflict" };
  const code = item.code ?? "";
  server.set(item.enrolment, { code, version: row.version + 1, ledger: [...row.ledger, code] });
  return saved(item, row.version + 1);
}

function randomFrom(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
