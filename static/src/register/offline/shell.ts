// The page that the service worker shows when there is no network: the register of this
// address if the device keeps it, else which registers it keeps, else why there is nothing.
import { ask } from "./asking.ts";
import { listen } from "./channel.ts";
import { dropPast, type KeptRegister, personHere, readRegisters, savedMarks } from "./device.ts";
import { itemsOf } from "./shelf.ts";
import { DECIDES, KEPT } from "./notice.ts";
import { attend } from "./start.ts";
import { leaveHere } from "./signout.ts";
import { all } from "./database.ts";

const LOOK_EVERY = 15_000;

const part = <T extends HTMLElement>(name: string): T =>
  document.querySelector<T>(`[data-offline-${name}]`) as T;

/** Draw the page; `open` makes a register's rows work once they stand in the page. */
export async function showShell(
  open: (root: HTMLElement, person: number) => void,
): Promise<void> {
  watchNetwork();
  const person = await personHere();
  const registers = person === null ? [] : await readRegisters(person);
  if (person === null || registers.length === 0) {
    await showNothing(person);
    return;
  }
  offerLeaving(person);
  offerFireList(registers);
  const here = registers.find((register) => register.url === location.pathname);
  if (here) {
    document.title = `${here.name} – Rollbook`;
    const root = part("register");
    root.dataset.now = new Date(Date.now() + here.ahead).toISOString();
    root.replaceChildren(drawn(here));
    part("decides").textContent = root.querySelector("[data-register]") ? DECIDES : KEPT;
    sayWhatStillHolds(root);
    await bringUpToDate(root, person, here.url);
    open(root, person);
  } else {
    await showList(person, registers);
  }
  attend(person);
}

/** The rows as the server drew them; it sealed no script and no token among them. */
function drawn(register: KeptRegister): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = register.html;
  return template.content;
}

/**
 * Give the rows the codes that were entered since they were drawn.
 *
 * Before they work: whoever goes on marking goes on with the first pupil without a mark.
 */
async function bringUpToDate(root: HTMLElement, person: number, url: string): Promise<void> {
  const items = (await itemsOf(person)).filter(
    (item) => item.register === url && item.kind === "mark",
  );
  for (const { enrolment, code } of [...(await savedMarks(person, url)), ...items]) {
    const row = root.querySelector<HTMLElement>(`[data-e="${enrolment}"]`);
    if (row) row.dataset.code = code ?? "";
  }
}

/** The minutes to the close are of when the register was kept. */
function sayWhatStillHolds(root: HTMLElement): void {
  const status = root.querySelector("[data-status]");
  if (status) status.textContent = status.textContent?.replace(/, in \d+ min$/, "") ?? "";
}

async function showList(person: number, registers: KeptRegister[]): Promise<void> {
  const list = async (): Promise<void> => {
    const items = await itemsOf(person);
    const lines = registers.map((register) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = register.url;
      link.textContent = register.name;
      const count = items.filter((item) => item.register === register.url).length;
      line.append(link, count ? ` ${count} on this device, not sent yet` : "");
      return line;
    });
    part("registers").replaceChildren(...lines);
  };
  listen(() => void list());
  await list();
  part("list").hidden = false;
}

async function showNothing(person: number | null): Promise<void> {
  const waiting = (await all("queue")).length;
  const kept = waiting
    ? ` ${waiting === 1 ? "1 mark waits" : `${waiting} marks wait`} here for whoever made them, and nothing of them is lost.`
    : "";
  const why =
    person === null
      ? "Nobody is signed in on this device, so it keeps no names."
      : "No register of today is kept on this device.";
  part("why").textContent = why + kept;
  part("nothing").hidden = false;
}

/** The fire list is one key away from a kept register, too. */
function offerFireList(registers: KeptRegister[]): void {
  const kept = registers.find(({ url }) => url.endsWith("/fire/"));
  if (!kept) return;
  const link = part<HTMLAnchorElement>("fire");
  link.href = kept.url;
  link.hidden = false;
}

function offerLeaving(person: number): void {
  const button = part<HTMLButtonElement>("leave");
  button.hidden = false;
  button.addEventListener("click", () => {
    // From the first page the server is told, as soon as there is a network.
    void leaveHere(person).finally(() => location.assign("/"));
  });
}

/** Say when the network is back; the page is not changed under a hand that is marking. */
function watchNetwork(): void {
  const look = async (): Promise<void> => {
    await dropPast();
    const answer = await ask("/healthz", { background: true });
    if (answer.kind === "said") part("back").hidden = false;
  };
  window.addEventListener("online", () => void look());
  window.setInterval(() => void look(), LOOK_EVERY);
}
