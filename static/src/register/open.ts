// Opens a register that stands in the page, drawn by the server now or kept by the device.
import { askInRow } from "./ask.ts";
import { askRest, drawFoot } from "./foot.ts";
import { isShared, Keys } from "./keys.ts";
import { Live } from "./live.ts";
import { Pad } from "./pad.ts";
import { Register } from "./register.ts";
import type { Row } from "./row.ts";
import { watchShared } from "./shared.ts";

/** Make the register inside `place` work, for a person. */
export function openRegister(place: ParentNode, person: number): void {
  const root = place.querySelector<HTMLElement>("[data-register]");
  if (!root?.querySelector("[data-e]")) return;
  root.classList.add("is-live");
  const register = new Register(root, person);
  const live = new Live(register);
  const pad = new Pad(register, () => keys);
  const help = root.querySelector<HTMLDialogElement>("[data-keys-list]") as HTMLDialogElement;
  const showKeys = (): void => help.showModal();
  const keys = new Keys(register, { more: (row) => pad.open(row), keys: showKeys });
  register.onChange = () => drawFoot(register);
  for (const row of register.rows) watchRow(row, register, keys, pad);
  watchActs(register, keys, showKeys);
  watchShared(register);
  help.addEventListener("close", () => keys.current.mark.focus());
  live.start();
  drawFoot(register);
  keys.start();
}

function watchRow(row: Row, register: Register, keys: Keys, pad: Pad): void {
  row.part("quick").addEventListener("change", (event) => {
    const { value, type } = event.target as HTMLInputElement;
    if (type !== "radio") return;
    keys.stand(row);
    void register.press(row, value).then((marked) => {
      if (marked) register.said.aloud(`${row.name}: ${register.codes[value].title}`);
      else row.draw(row, row.state);
    });
  });
  row.part("more").addEventListener("click", () => pad.open(row));
  row.mark.addEventListener("click", () => row.mark.focus());
  row.part("said").addEventListener("click", () => {
    if (row.facts?.late) void askMinutes(row, register);
    else pad.open(row);
  });
  row.known?.addEventListener("click", (event) => {
    event.preventDefault();
    // On a shared screen the first touch only asks.
    if (isShared(register)) pad.open(row);
    else void keys.takeKnown(row);
  });
}

/** Ask in the line for the minutes of somebody who is late. */
async function askMinutes(row: Row, register: Register): Promise<void> {
  const said = await askInRow(row, "Minutes late", String(row.minutes ?? ""));
  const minutes = Number(said);
  if (minutes > 0 && minutes !== row.minutes) await register.press(row, row.code, { minutes });
  row.mark.focus();
}

function watchActs(register: Register, keys: Keys, showKeys: () => void): void {
  const { said, root } = register;
  root.closest("form")?.addEventListener("submit", (event) => event.preventDefault());
  const on = (name: string, act: () => void): void =>
    said.part(name).addEventListener("click", act);
  said.part("save").hidden = true;
  said.part("undo").hidden = false;
  said.part("tools").hidden = false;
  const reason = root.querySelector<HTMLElement>(".rb-reg__reason");
  if (reason) reason.hidden = true;
  on("take", () => register.take());
  on("undo", () => void keys.undo());
  on("keys", showKeys);
  on("rest", () => {
    askRest(register);
    if (register.unmarked.length === 0 && !register.isTaken) said.part("take").focus();
  });
}
