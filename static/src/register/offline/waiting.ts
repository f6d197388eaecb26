// Says on every page how much waits on this device, and where it is to be seen.
import { all } from "./database.ts";
import type { Kept } from "./chains.ts";
import { discard, itemsOf } from "./shelf.ts";

/**
 * Say above the page what waits elsewhere; a register says it of itself.
 *
 * For nobody it says that something waits, in numbers only; for a person also where.
 */
export async function showWaiting(person: number | null): Promise<void> {
  const items = ((await all("queue")) as Kept[]).filter(
    (item) =>
      item.kind !== "take" &&
      item.register !== location.pathname &&
      (person === null || item.person === person),
  );
  const found = document.querySelector<HTMLElement>("[data-waiting]");
  if (items.length === 0) found?.remove();
  else (found ?? place()).replaceChildren(...sentence(items, person));
}

/**
 * Say why the server does not take what waits, and let the person give it up.
 *
 * Somebody may have left a group since, and nobody else can decide for them; nothing is
 * deleted by itself, because a refusal may be of a moment.
 */
export function offerGivingUp(person: number, registers: string[], say: string): void {
  const notice = document.querySelector<HTMLElement>("[data-waiting]");
  if (!notice || notice.querySelector("button") || registers.includes(location.pathname)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary rb-button";
  button.textContent = "Give them up";
  button.addEventListener("click", () => {
    if (window.confirm("Delete these marks from this device? Nobody will have them.")) {
      void giveUp(person, registers).then(() => showWaiting(person));
    }
  });
  notice.append(` Not taken: ${say || "the server refuses them."} `, button);
}

async function giveUp(person: number, registers: string[]): Promise<void> {
  for (const item of await itemsOf(person)) {
    if (registers.includes(item.register)) await discard(item);
  }
}

function place(): HTMLElement {
  const made = document.createElement("p");
  made.className = "rb-notice rb-notice--warning";
  made.dataset.waiting = "";
  made.setAttribute("role", "status");
  document.querySelector("main")?.prepend(made);
  return made;
}

function sentence(items: Kept[], person: number | null): (Node | string)[] {
  const noun = items.every((item) => item.kind === "tick") ? "tick" : "mark";
  const count = items.length === 1 ? `1 ${noun} waits` : `${items.length} ${noun}s wait`;
  if (person === null) {
    return [`${count} on this device for whoever made them. Sign in as that person to send.`];
  }
  const unsettled = items.filter((item) => item.state !== "waiting").length;
  const asks = unsettled === 1 ? "1 asks for you" : `${unsettled} ask for you`;
  const registers = [...new Set(items.map((item) => item.register))];
  const links = registers.flatMap((register) => [" ", link(register)]);
  return [`${count} on this device${unsettled ? `, ${asks}` : ""}.`, ...links];
}

function link(register: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.className = "govuk-link";
  made.href = register;
  if (register.includes("/roll-calls/")) {
    made.textContent = "Roll call";
    return made;
  }
  const [day, session] = register.split("/").slice(-3);
  const when = new Date(`${day}T12:00:00`).toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  made.textContent = `Register of ${when.replace(",", "")}, ${session === "am" ? "morning" : "afternoon"}`;
  return made;
}
