// What a reading of the disk may say of pupils whose marks are on their way to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Underway } from "../../../static/src/register/offline/underway.ts";

test("a reading misses what sets out before or during it", () => {
  const underway = new Underway();
  underway.leave(1);
  underway.beginReading();
  underway.leave(2);
  assert.deepEqual([1, 2, 3].map((one) => underway.has(one)), [true, true, false]);
});

test("a reading that began before a mark landed has missed it still", () => {
  const underway = new Underway();
  underway.leave(1);
  underway.beginReading();
  underway.land(1);
  assert.equal(underway.has(1), true);
});

test("the next reading finds what has landed", () => {
  const underway = new Underway();
  underway.leave(1);
  underway.land(1);
  underway.beginReading();
  assert.equal(underway.has(1), false);
});

test("of two marks of one pupil both must have landed", () => {
  const underway = new Underway();
  underway.leave(1);
  underway.leave(1);
  underway.land(1);
  underway.beginReading();
  assert.equal(underway.has(1), true);
});
