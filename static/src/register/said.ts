// What the page says: large for a moment, aloud, and in the foot.
const MOMENT = 650;

const two = (number: number): string => String(number).padStart(2, "0");

/** Return the time of day, as a wall clock shows it. */
export function clockTime(moment: Date): string {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

export class Said {
  private timer = 0;

  constructor(private readonly root: HTMLElement) {}

  part(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-${name}]`) as HTMLElement;
  }

  /** Show what was pressed, large, for a moment. */
  flash(code: string, kind: string, name: string): void {
    const box = this.part("flash");
    this.part("flash-code").textContent = code;
    this.part("flash-code").className = `is-${kind}`;
    this.part("flash-name").textContent = name;
    box.hidden = false;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      box.hidden = true;
    }, MOMENT);
  }

  aloud(words: string): void {
    this.part("live").textContent = words;
  }

  hint(words: string): void {
    const hint = this.part("hint");
    hint.textContent = words;
    hint.hidden = !words;
  }

  /** Say above the rows what keeps the register from being handed in. */
  stop(sentence: string): void {
    const box = this.part("alert");
    const words = document.createElement("p");
    words.textContent = sentence;
    box.replaceChildren(...(sentence ? [words] : []));
    box.hidden = !sentence;
  }
}
