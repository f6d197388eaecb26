// The foot: how many are marked, how safe that is, and the acts that end a register.
import type { Register } from "./register.ts";
import { clockTime } from "./said.ts";

const PLURAL = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** Draw the foot as the register stands. */
export function drawFoot(register: Register): void {
  const { rows, said, unmarked } = register;
  const absent = rows.filter((row) => row.facts?.absent && !row.facts.late).length;
  const late = rows.filter((row) => row.facts?.late).length;
  const parts = [
    `${rows.length - unmarked.length} of ${rows.length} marked`,
    absent ? `${absent} absent` : "",
    late ? `${late} late` : "",
  ];
  said.part("count").textContent = parts.filter(Boolean).join(" · ");
  drawSaved(register);
  drawRest(register, unmarked.length);
  const take = said.part("take") as HTMLButtonElement;
  const done = said.part("done");
  if (register.isTaken && done.hidden) {
    done.hidden = false;
    said.aloud("The register is handed in.");
    if (document.activeElement === take) done.focus();
  }
  take.hidden = register.isTaken;
  take.textContent = register.taking ? waitingWords(register) : "Hand in register";
  take.setAttribute("aria-disabled", String(register.taking));
  take.classList.toggle("rb-reg__ready", unmarked.length === 0);
  done.hidden = !register.isTaken;
  const undo = said.part("undo") as HTMLButtonElement;
  undo.disabled = !register.canUndo;
}

function waitingWords(register: Register): string {
  return register.reach === "reached" ? "Handing in…" : "Will be handed in";
}

function drawSaved(register: Register): void {
  const waiting = register.rows.filter(({ state }) => state === "saving" || state === "device");
  const asking = register.rows.filter(({ state }) => state === "refused" || state === "conflict");
  const words: (Node | string)[] = [];
  if (asking.length > 0) words.push(`· ${PLURAL(asking.length, "asks", "ask")} for you `);
  if (register.reach === "signed-out" && waiting.length > 0) words.push("· ", signInLink(waiting.length));
  else if (waiting.length > 0 && register.reach !== "reached") {
    words.push(`· ${PLURAL(waiting.length, "mark", "marks")} on this device`);
  } else if (waiting.length > 0) words.push(`· saving ${waiting.length}`);
  else if (register.savedAt) words.push(`· saved ${clockTime(register.savedAt)}`);
  register.said.part("saved").replaceChildren(...words);
}

function signInLink(count: number): HTMLAnchorElement {
  const link = document.createElement("a");
  const again = document.querySelector<HTMLAnchorElement>("[data-idle-again]");
  link.href = again?.href ?? "/account/login/?next=/stay";
  link.target = "_blank";
  link.rel = "opener";
  link.className = "govuk-link";
  link.textContent = `Sign in again to send ${PLURAL(count, "mark", "marks")}`;
  return link;
}

function drawRest(register: Register, left: number): void {
  const rest = register.said.part("rest");
  rest.hidden = left === 0;
  if (rest.dataset.sure !== undefined && rest.dataset.sure !== String(left)) unsure(rest);
  const word = left === 1 ? "is" : "are";
  const other = left === register.rows.length ? `All ${left}` : `The other ${left}`;
  const words =
    rest.dataset.sure === undefined ? `${other} ${word} present` : `Mark ${left} present? Again`;
  register.said.part("rest-words").textContent = words;
}

function unsure(rest: HTMLElement): void {
  delete rest.dataset.sure;
}

/** Mark the rest present at the second press: the first asks, with the count. */
export function askRest(register: Register): void {
  const rest = register.said.part("rest");
  const left = register.unmarked.length;
  if (left === 0) return;
  if (rest.dataset.sure === undefined) {
    rest.dataset.sure = String(left);
    register.said.aloud(`${PLURAL(left, "pupil", "pupils")} without a mark. Again marks them present.`);
  } else {
    unsure(rest);
    const count = register.markRest();
    register.said.aloud(`${PLURAL(count, "pupil", "pupils")} marked present.`);
    register.said.flash(register.present, "present", PLURAL(count, "pupil", "pupils"));
  }
  drawFoot(register);
}
