// Leaving: names and key go from the device whichever way a sign-in ends, and a sign-out
// without a network is remembered until the server has heard of it.
import { listen, tell, tellOthers } from "./channel.ts";
import { get, put, remove } from "./database.ts";
import { forget } from "./device.ts";
import type { Drainer } from "./drain.ts";
import { dropPass } from "./pass.ts";

const OWED = "sign-out-owed";
// What waits is sent first, if the server answers soon: notes leave with the marks.
const LAST_CHANCE = 3_000;

/** Let every sign-out button of the page delete what is on the device first. */
export function watchSignOut(person: number, drainer: Drainer): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void leaveHere(person, drainer).finally(() => form.submit());
    });
  }
  listen((news) => {
    if (news.person !== person) return;
    // Another tab has signed this person out: this one shows names that it should not.
    if (news.kind === "signed-out") {
      dropPass();
      document.dispatchEvent(new CustomEvent("rollbook:signed-out"));
    }
    if (news.kind === "replaced") location.reload();
  });
}

/** Sign out on this device; the server hears of it from the next page that reaches it. */
export async function leaveHere(person: number, drainer?: Drainer): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, LAST_CHANCE));
  if (drainer) await Promise.race([drainer.wake(), patience]);
  await forget(person);
  await put("meta", { name: OWED, person });
  tellOthers({ kind: "signed-out", person });
}

/** Delete what is on the device after the server has ended the sign-in. */
export async function endHere(person: number): Promise<void> {
  dropPass();
  await forget(person);
  tell({ kind: "signed-out", person });
}

/** Leave a page that shows one person's names to another who has signed in since. */
export async function giveWay(person: number): Promise<void> {
  await forget(person);
  location.reload();
}

/** Tell whether a person has signed out here without the server having heard of it. */
export async function isSignOutOwed(person: number | null): Promise<boolean> {
  const owed = await get("meta", OWED);
  if (owed && owed.person === person) return true;
  // A page of nobody, or of somebody else: the server knows.
  if (owed) await remove("meta", OWED);
  return false;
}

/** Tell the server of a sign-out that had no network; every page with a frame has the form. */
export function finishSignOut(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-sign-out]");
  if (form) form.submit();
  else if (location.pathname !== "/") location.assign("/");
}
