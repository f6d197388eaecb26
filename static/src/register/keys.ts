// The keys of the register; they act only on a line's mark, where the one stop of the grid is.
import { readKey } from "./codes.ts";
import { askRest } from "./foot.ts";
import type { Register } from "./register.ts";
import type { Row } from "./row.ts";

export interface Doors {
  more: (row: Row) => void;
  keys: () => void;
}

export class Keys {
  private prefix = "";
  current: Row;

  constructor(
    private readonly register: Register,
    private readonly doors: Doors,
  ) {
    this.current = register.rows[0];
  }

  start(): void {
    const { rows, root } = this.register;
    for (const row of rows) {
      row.mark.addEventListener("keydown", (event) => this.onKey(event, row));
      row.mark.addEventListener("focus", () => this.stand(row));
      row.mark.addEventListener("blur", () => this.forgetPrefix());
    }
    root.querySelector("[data-grid]")?.setAttribute("role", "grid");
    const [first] = this.register.unmarked;
    this.stand(first ?? rows[0]);
    if (first) first.mark.focus();
    else if (!this.register.isTaken) this.register.said.part("take").focus();
  }

  /** Make a line the one that is worked on. */
  stand(row: Row): void {
    this.current.mark.tabIndex = -1;
    this.current.element.classList.remove("is-current");
    this.current = row;
    row.mark.tabIndex = 0;
    row.element.classList.add("is-current");
  }

  private onKey(event: KeyboardEvent, row: Row): void {
    if (event.target !== row.mark || event.altKey || event.metaKey) return;
    const done = event.ctrlKey ? this.onControl(event) : this.onPlain(event, row);
    if (done) event.preventDefault();
  }

  private onControl(event: KeyboardEvent): boolean {
    if (event.key.toLowerCase() !== "z") return false;
    void this.undo();
    return true;
  }

  private onPlain(event: KeyboardEvent, row: Row): boolean {
    const moves: Record<string, () => Row | undefined> = {
      ArrowDown: () => this.beside(row, 1),
      ArrowUp: () => this.beside(row, -1),
      ArrowRight: () => this.beside(row, this.columnLength()),
      ArrowLeft: () => this.beside(row, -this.columnLength()),
      Home: () => this.register.rows[0],
      End: () => this.register.rows.at(-1),
    };
    const move = moves[event.key];
    if (move) {
      move()?.mark.focus();
      return true;
    }
    return this.onAct(event.key, row) || this.onCode(event.key, row);
  }

  private onAct(key: string, row: Row): boolean {
    const acts: Record<string, () => void> = {
      " ": () => void this.mark(row, this.register.present),
      "/": () => void this.mark(row, this.register.present),
      "\\": () => void this.mark(row, this.register.present),
      Enter: () => this.onEnter(row),
      Backspace: () => void this.undo(),
      ".": () => this.doors.more(row),
      "?": () => this.doors.keys(),
      Escape: () => this.forgetPrefix(),
    };
    const act = acts[key] ?? (/^a$/i.test(key) && !this.prefix ? () => this.rest() : undefined);
    act?.();
    return act !== undefined;
  }

  private onEnter(row: Row): void {
    const known = row.suggestion;
    if (this.prefix) void this.mark(row, this.prefix);
    else if (known && row.code !== known.code) void this.takeKnown(row);
    else this.onward(row, false);
  }

  /** Take what is known of a pupil as their mark. */
  async takeKnown(row: Row): Promise<void> {
    const known = row.suggestion;
    if (!known) return;
    const facts = this.register.codes[known.code];
    if (facts?.hide && !facts.may) {
      row.ask("Something is known, and the screen is shared: show what is hidden first.");
      return;
    }
    if (!facts?.may) {
      row.ask(`${known.code} is entered by the office. Until then, mark N.`);
      return;
    }
    await this.mark(row, known.code, known.nature);
  }

  private onCode(key: string, row: Row): boolean {
    if (!/^[a-z0-9]$/i.test(key)) return false;
    const { codes, said } = this.register;
    const reading = readKey(codes, key, this.prefix);
    if (reading === null) {
      const known = Object.keys(codes).find((code) => code === this.prefix + key.toUpperCase());
      said.hint(known ? `${known} is entered by the office.` : `${key.toUpperCase()} is no code here.`);
      this.prefix = "";
    } else if ("code" in reading) void this.mark(row, reading.code);
    else this.offer(reading.prefix, reading.next);
    return true;
  }

  private offer(prefix: string, next: string[]): void {
    this.prefix = prefix;
    const { codes, said } = this.register;
    const more = next.map((code) => `${code.slice(1)} ${shortOf(codes[code].title)}`).join(" · ");
    const whole = codes[prefix]?.may ? ` · Enter: ${shortOf(codes[prefix].title)}` : "";
    said.hint(`${prefix} … ${more}${whole}`);
    said.aloud(`${prefix}: then ${next.map((code) => code.slice(1)).join(", ")}`);
  }

  /** Mark a pupil and go on to the next who has no mark. */
  async mark(row: Row, code: string, nature = ""): Promise<void> {
    this.forgetPrefix();
    const { register } = this;
    const wasMarked = row.code !== null;
    if (!(await register.press(row, code, nature ? { nature } : {}))) {
      if (!row.theirs) row.mark.focus();
      return;
    }
    const facts = register.codes[code];
    register.said.flash(facts.hide && isShared(register) ? "•" : code, facts.kind, row.name);
    register.said.aloud(`${row.name}: ${facts.title}`);
    this.onward(row, wasMarked);
  }

  private onward(row: Row, wasMarked: boolean): void {
    const { rows, unmarked, said, isTaken } = this.register;
    const at = rows.indexOf(row);
    const next = wasMarked
      ? rows[at + 1]
      : (unmarked.find((one) => rows.indexOf(one) > at) ?? unmarked[0]);
    if (next) next.mark.focus();
    else if (!isTaken && unmarked.length === 0) said.part("take").focus();
  }

  /** Ask for the rest to be present, and at the second press mark them so. */
  rest(): void {
    askRest(this.register);
    if (this.register.unmarked.length === 0) this.onward(this.current, false);
  }

  async undo(): Promise<void> {
    this.forgetPrefix();
    const row = await this.register.undo();
    if (!row) return;
    row.mark.focus();
    this.register.said.aloud(`Undone. ${row.name}: ${row.facts?.title ?? "not marked"}`);
  }

  private forgetPrefix(): void {
    this.prefix = "";
    this.register.said.hint("");
  }

  private beside(row: Row, step: number): Row | undefined {
    return this.register.rows[this.register.rows.indexOf(row) + step];
  }

  /** Return how many lines the first column has, on a screen that shows two. */
  private columnLength(): number {
    const { rows } = this.register;
    const left = rows[0].element.getBoundingClientRect().left;
    const at = rows.findIndex((row) => row.element.getBoundingClientRect().left > left);
    return at > 0 ? at : rows.length;
  }
}

function shortOf(title: string): string {
  return title.replace(/^(Leave|Unable): /, "");
}

export function isShared(register: Register): boolean {
  return register.root.classList.contains("is-shared");
}
