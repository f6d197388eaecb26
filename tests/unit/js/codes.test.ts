// How a key reads: a code, the beginning of longer ones, or nothing that is a code here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, type Codes, readKey } from "../../../static/src/register/codes.ts";

const code = (may: boolean): Code => ({
  title: "",
  kind: "none",
  nature: false,
  late: false,
  absent: false,
  hide: false,
  may,
});
const TEACHER: Codes = { "/": code(true), L: code(true), N: code(true), I: code(false) };
const OFFICE = Object.fromEntries(
  ["/", "L", "N", "I", "C", "C1", "C2", "J1", "Y1", "Y4"].map((name) => [name, code(true)]),
);

test("a letter is its code, in either case", () => {
  assert.deepEqual(readKey(TEACHER, "n", ""), { code: "N" });
  assert.deepEqual(readKey(TEACHER, "L", ""), { code: "L" });
});

test("a code that the person may not enter is none", () => {
  assert.equal(readKey(TEACHER, "i", ""), null);
});

test("a letter that begins longer codes waits for the second key", () => {
  assert.deepEqual(readKey(OFFICE, "c", ""), { prefix: "C", next: ["C1", "C2"] });
  assert.deepEqual(readKey(OFFICE, "1", "C"), { code: "C1" });
  assert.deepEqual(readKey(OFFICE, "4", "Y"), { code: "Y4" });
});

test("a letter that begins only one code is that code", () => {
  assert.deepEqual(readKey(OFFICE, "j", ""), { code: "J1" });
});

test("a second key that fits nothing is no code", () => {
  assert.equal(readKey(OFFICE, "9", "Y"), null);
});
