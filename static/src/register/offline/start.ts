// What every page does for the device: whose page is it, what may stay, what is to be sent.
import { listen } from "./channel.ts";
import { dropPast, forgetOthers, keepDay } from "./device.ts";
import { drainerOf } from "./drain.ts";
import { showUnreachable } from "./notice.ts";
import { canSeal, ensureKey } from "./sealing.ts";
import { endHere, finishSignOut, giveWay, isSignOutOwed, watchSignOut } from "./signout.ts";
import { offerGivingUp, showWaiting } from "./waiting.ts";

const EVERY = 60_000;

/**
 * Return the person of this page: a number, null on a page for nobody, undefined where the
 * page cannot know, as on that of an error.
 */
export function personOfPage(): number | null | undefined {
  const { person } = document.body.dataset;
  if (person === undefined) return undefined;
  return person === "" ? null : Number(person);
}

/** Begin; a device that refuses its storage leaves a page that works with a network. */
export async function start(): Promise<void> {
  const person = personOfPage();
  if (person === undefined || typeof indexedDB === "undefined") return;
  await begin(person).catch(() => undefined);
}

async function begin(person: number | null): Promise<void> {
  register();
  await dropPast();
  await forgetOthers(person);
  const owed = await isSignOutOwed(person);
  if (person === null) {
    await showWaiting(null);
  } else if (owed) {
    finishSignOut();
  } else {
    await stay(person);
  }
}

async function stay(person: number): Promise<void> {
  if (canSeal()) await ensureKey(person);
  attend(person);
  listen((news) => {
    if (news.person === person) void showWaiting(person);
  });
  await showWaiting(person);
  await keepFresh(person);
}

/** Send for a person, and let go of what is theirs when their sign-in has ended. */
export function attend(person: number): void {
  const drainer = drainerOf(person);
  drainer.onReach((reach) => {
    showUnreachable(reach.state === "unreachable");
    if (reach.denied) offerGivingUp(person, reach.denied, reach.say ?? "");
    if (reach.state === "signed-out") void endHere(person);
    if (reach.state === "someone-else") void giveWay(person);
  });
  watchSignOut(person, drainer);
}

/** Keep the day's registers as they are now, from time to time. */
async function keepFresh(person: number): Promise<void> {
  // The registers first: the fire list is whole as soon as anybody has kept it.
  const { device, fire } = document.body.dataset;
  const urls = [device, fire].filter((url) => url !== undefined);
  if (urls.length === 0) return;
  const look = async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    for (const url of urls) {
      const keeping = await keepDay(person, url);
      if (keeping === "signed-out") return endHere(person);
      if (keeping === "someone-else") return giveWay(person);
    }
  };
  await look();
  window.setInterval(() => void look().catch(() => undefined), EVERY);
  window.addEventListener("online", () => void look().catch(() => undefined));
}

function register(): void {
  navigator.serviceWorker?.register("/sw.js", { scope: "/" }).catch(() => undefined);
}
