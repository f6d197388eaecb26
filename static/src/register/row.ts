// One pupil's line: what it shows, and nothing of why.
import type { Code, Codes } from "./codes.ts";
import type { Standing } from "./queue.ts";

export type State = "" | "saving" | "device" | "saved" | "refused" | "conflict";

const SAID: Record<State, string> = {
  "": "",
  saving: "◌ saving",
  device: "▣ on device",
  saved: "✓ saved",
  refused: "! refused",
  conflict: "≠ two marks",
};

export interface Mark {
  code: string | null;
  version: number;
  minutes: number | null;
  by?: string;
}

export class Row {
  readonly enrolment: number;
  readonly name: string;
  readonly mark: HTMLElement;
  readonly say: HTMLInputElement;
  readonly known: HTMLElement | null;
  code: string | null;
  version: number;
  minutes: number | null;
  words = "";
  state: State = "";
  /** What stands on the server where two people differ. */
  theirs: Standing | null = null;

  constructor(
    readonly element: HTMLTableRowElement,
    private readonly codes: Codes,
  ) {
    this.enrolment = Number(element.dataset.e);
    this.version = Number(element.dataset.v);
    this.code = element.dataset.code || null;
    this.name = this.part("name").querySelector("a")?.textContent ?? "";
    this.mark = this.part("mark");
    this.say = this.part<HTMLInputElement>("say");
    this.known = element.querySelector<HTMLElement>("[data-known]");
    const said = this.part("said").textContent ?? "";
    this.minutes = Number(/^(\d+) min/.exec(said)?.[1]) || null;
    this.words = said.replace(/^\d+ min(, )?/, "");
    this.state = this.code ? "saved" : "";
    this.prepare();
  }

  part<T extends HTMLElement>(name: string): T {
    return this.element.querySelector<T>(`.rb-reg__${name}`) as T;
  }

  get facts(): Code | null {
    return this.code === null ? null : (this.codes[this.code] ?? null);
  }

  get alert(): string {
    return this.element.querySelector(".rb-alert")?.getAttribute("aria-label") ?? "";
  }

  get suggestion(): { code: string; source: string; nature: string } | null {
    if (!this.known) return null;
    const { known = "", nature = "" } = this.known.dataset;
    const source = this.known.querySelector(".rb-reg__source")?.textContent ?? "";
    return { code: known, source, nature };
  }

  /** Make the line part of a grid: one stop, and no boxes of the plain form. */
  private prepare(): void {
    for (const cell of this.element.querySelectorAll("[role=cell]")) {
      cell.setAttribute("role", "gridcell");
    }
    for (const one of this.element.querySelectorAll<HTMLElement>("a, input, button")) {
      one.tabIndex = -1;
    }
    this.mark.tabIndex = -1;
    this.say.hidden = true;
    this.say.value = "";
    this.part("other").hidden = true;
    this.part("more").hidden = false;
    this.describe();
  }

  /** Draw a mark, and how safe it is. */
  draw({ code, version, minutes, by }: Mark, state: State): void {
    const changed = code !== this.code;
    this.code = code;
    this.version = version;
    this.minutes = minutes;
    this.state = state;
    if (changed) this.words = "";
    this.drawLetter();
    this.drawSaid();
    const cell = this.part("state");
    cell.textContent = SAID[state];
    cell.dataset.state = state;
    cell.title = by ? `By ${by}` : "";
    this.describe();
  }

  private drawLetter(): void {
    const { facts } = this;
    const isPrivate = facts?.hide ? " is-private" : "";
    this.mark.className = `rb-reg__mark is-${facts?.kind ?? "none"}${isPrivate}`;
    const [letter, words] = this.mark.children;
    letter.textContent = this.code ?? "";
    words.textContent = facts?.title ?? "Not marked";
    this.element.dataset.code = this.code ?? "";
    for (const radio of this.element.querySelectorAll<HTMLInputElement>("[type=radio]")) {
      radio.checked = radio.value === this.code;
    }
  }

  /** Show what is said of a mark. */
  tell(words: string): void {
    this.words = words;
    this.drawSaid();
    this.describe();
  }

  private drawSaid(): void {
    const minutes = this.facts?.late && this.minutes ? `${this.minutes} min` : "";
    this.part("said").textContent = [minutes, this.words].filter(Boolean).join(", ");
    this.element.classList.toggle("is-marked", this.code !== null);
  }

  /** Say the line in one breath, for those who hear it. */
  describe(): void {
    const known = this.suggestion;
    const parts = [
      this.name,
      this.facts?.title ?? "not marked",
      this.part("said").textContent,
      !this.code && known ? `known: ${known.code}, ${known.source}` : "",
      this.alert,
      SAID[this.state].slice(2),
    ];
    this.mark.setAttribute("aria-label", parts.filter(Boolean).join(". "));
    this.element.classList.toggle("is-marked", this.code !== null);
  }

  /** Offer one code's button in the place of another's. */
  offer(was: string, is: string): void {
    const radio = this.element.querySelector<HTMLInputElement>(`[type=radio][value="${was}"]`);
    if (!radio) return;
    radio.value = is;
    radio.checked = this.code === is;
    radio.setAttribute("aria-label", this.codes[is].title);
    if (radio.nextElementSibling) radio.nextElementSibling.textContent = is;
  }

  /** Show a sentence under the line, with what there is to choose. */
  ask(sentence: string, choices: { words: string; act: () => void }[] = []): void {
    this.settleQuestion();
    const box = document.createElement("div");
    box.className = "rb-reg__problem";
    box.dataset.problem = "";
    const words = document.createElement("span");
    words.textContent = sentence;
    box.append(words);
    for (const { words: label, act } of choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "rb-reg__choice";
      button.textContent = label;
      button.addEventListener("click", act);
      box.append(button);
    }
    this.part("known").append(box);
    this.element.classList.add("rb-reg__row--asks");
  }

  settleQuestion(): void {
    this.element.querySelector("[data-problem]")?.remove();
    this.element.classList.remove("rb-reg__row--asks");
  }
}
