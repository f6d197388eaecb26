// All codes and all words for one pupil, for a thumb, a mouse or whoever wants to see them.
import type { Keys } from "./keys.ts";
import type { Details, Register } from "./register.ts";
import type { Row } from "./row.ts";

export class Pad {
  private row: Row | null = null;
  private readonly dialog: HTMLDialogElement;

  constructor(
    private readonly register: Register,
    private readonly keys: () => Keys,
  ) {
    this.dialog = this.part<HTMLDialogElement>("pad");
    for (const button of this.dialog.querySelectorAll<HTMLElement>("[data-pad-code]")) {
      button.addEventListener("click", () => void this.choose(button.dataset.padCode as string));
    }
    this.part("pad-save").addEventListener("click", () => void this.save());
    this.part("pad-clear").addEventListener("click", () => void this.clear());
    this.part("pad-close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.row?.mark.focus());
  }

  private part<T extends HTMLElement>(name: string): T {
    return this.register.root.querySelector<T>(`[data-${name}]`) as T;
  }

  private field(name: string): HTMLInputElement {
    return this.part<HTMLInputElement>(`pad-${name}`);
  }

  open(row: Row): void {
    this.row = row;
    this.part("pad-name").textContent = row.name;
    const known = row.suggestion;
    const stands = row.facts ? `${row.code}: ${row.facts.title}.` : "Not marked.";
    const about = [row.alert, known ? `Known: ${known.code}, ${known.source}.` : "", stands];
    this.part("pad-about").textContent = about.filter(Boolean).join(" ");
    this.field("minutes").value = row.minutes ? String(row.minutes) : "";
    this.field("note").value = row.words;
    this.field("reason").value = "";
    this.part("pad-reason-label").hidden = !this.register.asksReason || row.code === null;
    this.part("pad-clear").hidden = row.code === null;
    this.part("pad-save").hidden = row.code === null;
    this.complain("");
    this.dialog.showModal();
    if (row.facts?.late) this.field("minutes").select();
  }

  private details(code: string | null): Details {
    const facts = code === null ? null : this.register.codes[code];
    const words = this.field("note").value.trim();
    const minutes = Number(this.field("minutes").value) || null;
    return {
      ...(facts?.late ? { minutes } : {}),
      ...(facts?.nature ? { nature: words } : { note: code === null ? "" : words }),
      reason: this.field("reason").value.trim(),
    };
  }

  private async choose(code: string): Promise<void> {
    if (code === this.row?.code) await this.save();
    else await this.press(code, true);
  }

  private save(): Promise<void> {
    return this.press(this.row?.code ?? null, false);
  }

  private clear(): Promise<void> {
    return this.press(null, false);
  }

  private async press(code: string | null, isOn: boolean): Promise<void> {
    const { row, register } = this;
    if (!row) return;
    const details = this.details(code);
    const facts = code === null ? null : register.codes[code];
    if (facts?.nature && !details.nature) {
      this.complain(`${code} needs a few words on what it is.`);
      this.field("note").focus();
      return;
    }
    if (register.asksReason && row.code !== null && !details.reason) {
      this.complain(`Say why ${row.code} is changed; the ledger keeps it.`);
      this.field("reason").focus();
      return;
    }
    // A note that was about the code before does not go with another.
    if (isOn && row.code !== null && details.note === row.words) details.note = "";
    this.dialog.close();
    await register.press(row, code, details);
    if (facts) register.said.aloud(`${row.name}: ${facts.title}`);
    this.keys().stand(row);
  }

  private complain(sentence: string): void {
    const problem = this.part("pad-problem");
    problem.textContent = sentence;
    problem.hidden = !sentence;
  }
}
