// The right to send as a person: a token that the server gave to exactly that person.
//
// It is asked for and never read from the cookie: the cookie is whoever signed in last, in
// whichever tab. A sign-in changes the secret behind it, so that a pass of one person is
// refused in the sign-in of another, even if they change places between two requests.
import { type Answer, ask } from "./asking.ts";

const WHO = "/stay";

export type Pass = { person: number; csrf: string };
type Refusal = "signed-out" | "someone-else" | "later";

let held: Pass | null = null;

/** Return a pass of this person, or why there is none now. */
export async function passOf(person: number): Promise<Pass | Refusal> {
  if (held?.person === person) return held;
  held = null;
  return renewed(person, await ask(WHO, { background: true }));
}

function renewed(person: number, answer: Answer): Pass | Refusal {
  if (answer.kind === "signed-out") return "signed-out";
  if (answer.kind !== "said") return "later";
  const pass = readPass(answer.body);
  if (!pass) return "later";
  held = pass;
  return pass.person === person ? pass : "someone-else";
}

/** Keep the pass that came with an answer. */
export function readPass(body: Record<string, unknown>): Pass | null {
  const { person, csrf } = body;
  if (typeof person !== "number" || typeof csrf !== "string" || !csrf) return null;
  return { person, csrf };
}

/** Use another pass next time: this one was refused, or the sign-in has ended. */
export function dropPass(): void {
  held = null;
}
