// How long to wait before the server is asked again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { waitAfter } from "../../../static/src/register/offline/backoff.ts";

test("each failure doubles the wait, up to a minute", () => {
  const waits = [1, 2, 3, 7, 50].map((failures) => waitAfter(failures, () => 1));
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 60_000, 60_000]);
});

test("half of a wait is chance, so that a school does not ask in one breath", () => {
  assert.equal(waitAfter(4, () => 0), 4_000);
  assert.equal(waitAfter(4, () => 0.5), 6_000);
});
