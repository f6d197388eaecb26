// A register at work: what is pressed goes to the queue, what becomes of it comes back.
import { askInRow } from "./ask.ts";
import type { Codes } from "./codes.ts";
import { createQueue, type MarkState, type Pending, type Queue, type Reach } from "./queue.ts";
import { Row } from "./row.ts";
import { clockTime, Said } from "./said.ts";

/** Words that go with a code. */
export interface Details {
  minutes?: number | null;
  nature?: string;
  note?: string;
  reason?: string;
}

interface Undoable {
  row: Row;
  code: string | null;
  minutes: number | null;
}

export class Register {
  readonly rows: Row[];
  readonly codes: Codes;
  readonly said: Said;
  readonly address: string;
  readonly present: string;
  readonly queue: Queue;
  /** Called when marks have changed, by whomever. */
  onChange: () => void = () => undefined;
  /** Called to ask the server how everything stands. */
  onDoubt: () => void = () => undefined;
  isTaken: boolean;
  taking = false;
  reach: Reach["state"] = "reached";
  savedAt: Date | null = null;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  ahead = 0;
  private readonly done: Undoable[] = [];
  private readonly byEnrolment: Map<number, Row>;

  constructor(
    readonly root: HTMLElement,
    readonly person: number,
  ) {
    const { register = "", present = "/", codes = "{}" } = root.dataset;
    this.address = register;
    this.present = present;
    this.codes = JSON.parse(codes) as Codes;
    this.isTaken = "taken" in root.dataset;
    this.hearClock(root.closest<HTMLElement>("[data-now]")?.dataset.now);
    this.said = new Said(root);
    const lines = root.querySelectorAll<HTMLTableRowElement>("[data-e]");
    this.rows = [...lines].map((line) => new Row(line, this.codes));
    this.byEnrolment = new Map(this.rows.map((row) => [row.enrolment, row]));
    this.queue = createQueue({
      person,
      register,
      onState: (states) => this.hear(states),
      onReach: (reach) => this.hearReach(reach),
      onTake: (take) => this.hearTake(take),
      versionOf: (enrolment) => this.byEnrolment.get(enrolment)?.version ?? 0,
    });
  }

  /** The moment by the server's clock, as it was last heard. */
  get now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Go by the rules of a register that has closed: changes have reasons, L becomes U. */
  close(isClosed: boolean): void {
    if (isClosed === "closed" in this.root.dataset) return;
    this.root.toggleAttribute("data-closed", isClosed);
    const [was, is] = isClosed ? ["L", "U"] : ["U", "L"];
    if (this.codes[is]?.may) for (const row of this.rows) row.offer(was, is);
  }

  hearClock(now: string | undefined): void {
    if (now) this.ahead = Date.parse(now) - Date.now();
  }

  get unmarked(): Row[] {
    return this.rows.filter((row) => row.code === null);
  }

  get asksReason(): boolean {
    return "closed" in this.root.dataset && "mayAmend" in this.root.dataset;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  find(enrolment: number): Row | undefined {
    return this.byEnrolment.get(enrolment);
  }

  /** Mark a pupil, asking first for what the code needs; tell whether it was marked. */
  async press(row: Row, code: string | null, details: Details = {}): Promise<boolean> {
    if (row.theirs) {
      row.element.querySelector<HTMLElement>(".rb-reg__choice")?.focus();
      return false;
    }
    const whole = await this.completed(row, code, details);
    if (!whole) return false;
    this.done.push({ row, code: row.code, minutes: row.minutes });
    this.enter(row, code, whole);
    return true;
  }

  /** Ask for the nature and the reason that an entry needs, where they are not given. */
  private async completed(
    row: Row,
    code: string | null,
    details: Details,
  ): Promise<Details | null> {
    const whole = { ...details };
    if (code !== null && this.codes[code]?.nature && !whole.nature) {
      const nature = await askInRow(row, `${code}: what is it?`);
      if (!nature) return null;
      whole.nature = nature;
    }
    if (this.asksReason && row.code !== null && !whole.reason) {
      const reason = await askInRow(row, `Why is ${row.code} changed?`);
      if (!reason) return null;
      whole.reason = reason;
    }
    return whole;
  }

  private enter(row: Row, code: string | null, details: Details): void {
    const { minutes = null, ...words } = details;
    const { version } = row;
    row.settleQuestion();
    // "On device" is for the queue to say, once it is.
    row.draw({ code, version, minutes }, "saving");
    row.tell(words.nature ?? words.note ?? "");
    void this.queue.put({ enrolment: row.enrolment, code, version, minutesLate: minutes, ...words });
    this.onChange();
  }

  /** Put the last entry back as it was: a new entry, for the ledger forgets nothing. */
  async undo(): Promise<Row | null> {
    const last = this.done.pop();
    if (!last) return null;
    const { row, code, minutes } = last;
    if (row.theirs) return row;
    const whole = await this.completed(row, code, { minutes });
    if (whole) this.enter(row, code, whole);
    return row;
  }

  /** Mark everybody who has no mark as present, which a person has just asked for. */
  markRest(): number {
    const rest = this.unmarked;
    for (const row of rest) {
      this.done.push({ row, code: null, minutes: null });
      this.enter(row, this.present, {});
    }
    return rest.length;
  }

  /** Hand the register in, or say who keeps it from being handed in. */
  take(): void {
    const missing = this.unmarked;
    const asking = this.rows.filter((row) => row.state === "conflict" || row.state === "refused");
    if (missing.length > 0) this.refuseTake(missing, "has no mark yet", "have no mark yet");
    else if (asking.length > 0) this.refuseTake(asking, "asks for you", "ask for you");
    else if (!this.taking && !this.isTaken) {
      this.taking = true;
      this.said.stop("");
      this.onChange();
      void this.queue.take();
    }
  }

  private refuseTake(rows: Row[], one: string, many: string): void {
    const names = rows.map((row) => row.name).join("; ");
    const count = rows.length === 1 ? `1 pupil ${one}` : `${rows.length} pupils ${many}`;
    this.said.stop(`Not handed in. ${count}: ${names}.`);
    rows[0].mark.focus();
  }

  private hear(states: MarkState[]): void {
    for (const state of states) {
      const row = this.byEnrolment.get(state.enrolment);
      if (row) this.hearOne(row, state);
    }
    this.onChange();
  }

  private hearOne(row: Row, { state, code, version, minutesLate: minutes, item }: MarkState): void {
    if (state === "given-up") {
      row.theirs = null;
      row.settleQuestion();
      // What stood before is asked for; a pupil whom nobody has marked is in no answer.
      row.draw({ code: null, version: 0, minutes: null }, "");
      this.onDoubt();
      return;
    }
    const shown = state === "device" && this.reach === "reached" ? "saving" : state;
    // The version of what waits is the queue's business; the page goes by what it has seen.
    const seen = state === "saved" ? version : row.version;
    row.theirs = state === "conflict" ? (item?.standing ?? null) : null;
    row.draw({ code, version: seen, minutes }, shown);
    // The words of a mark that waits: a page that was opened since has not drawn them.
    const words = item?.nature ?? item?.note;
    if (words !== undefined) row.tell(words);
    if (state === "conflict") this.showBoth(row, code, item);
    else if (state === "refused") this.showRefusal(row, item);
    else row.settleQuestion();
    if (state === "saved") this.savedAt = this.now;
  }

  private showRefusal(row: Row, item?: Pending): void {
    const leave = { words: "Leave it", act: () => void this.queue.resolve(row.enrolment, "theirs") };
    row.ask(item?.sentence ?? "The server refused this mark.", [leave]);
  }

  private showBoth(row: Row, mine: string | null, item?: Pending): void {
    const { theirs } = row;
    const their = theirs?.code ?? "no mark";
    const at = theirs?.at ? ` at ${clockTime(new Date(theirs.at))}` : "";
    const by = theirs?.by || "Somebody else";
    row.ask(`${by} marked ${their}${at}. You marked ${mine ?? "nothing"} at ${clockTime(this.pressedAt(item))}.`, [
      { words: `Keep ${their}`, act: () => void this.queue.resolve(row.enrolment, "theirs") },
      { words: `Use ${mine ?? "no mark"}`, act: () => void this.useMine(row, mine) },
    ]);
  }

  private pressedAt(item?: Pending): Date {
    return item ? new Date(Date.parse(item.pressedAt) + this.ahead) : this.now;
  }

  private async useMine(row: Row, mine: string | null): Promise<void> {
    const reason = this.asksReason ? await askInRow(row, `Why ${mine ?? "no mark"}?`) : undefined;
    if (reason === null) return;
    if (reason === undefined) {
      await this.queue.resolve(row.enrolment, "mine");
      return;
    }
    const version = row.theirs?.version ?? row.version;
    await this.queue.resolve(row.enrolment, "theirs");
    await this.queue.put({ enrolment: row.enrolment, code: mine, version, reason });
  }

  private hearReach(reach: Reach): void {
    this.reach = reach.state;
    for (const row of this.rows) {
      if (row.state !== "saving" && row.state !== "device") continue;
      if (this.queue.isUnderway(row.enrolment)) continue;
      row.draw(row, reach.state === "reached" ? "saving" : "device");
    }
    if (reach.state === "denied" && reach.say) this.said.stop(reach.say);
    this.onChange();
  }

  private hearTake(take: Pending | null): void {
    this.taking = take !== null && take.state !== "refused";
    if (take?.state === "refused") {
      this.said.stop(take.sentence ? `Not handed in. ${take.sentence}` : "Not handed in.");
      void this.queue.giveUpTake();
    } else if (take === null) {
      this.onDoubt();
    }
    this.onChange();
  }
}
