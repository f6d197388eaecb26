// Asks for a few words in the line itself: what an activity is, why a mark changes.
import type { Row } from "./row.ts";

/** Ask in the line; the answer is what was typed, or null where the person thought better. */
export function askInRow(row: Row, question: string, stands?: string): Promise<string | null> {
  const { say, element } = row;
  return new Promise((resolve) => {
    element.classList.add("is-asking");
    say.hidden = false;
    say.value = stands ?? "";
    say.placeholder = question;
    say.setAttribute("aria-label", `${question} ${row.name}. Enter saves, Escape leaves it.`);
    say.inputMode = stands === undefined ? "text" : "numeric";
    const end = (answer: string | null): void => {
      say.removeEventListener("keydown", onKey);
      say.removeEventListener("blur", onBlur);
      say.hidden = true;
      element.classList.remove("is-asking");
      resolve(answer);
    };
    const onKey = (event: KeyboardEvent): void => {
      event.stopPropagation();
      if (event.key === "Escape") end(null);
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (say.value.trim()) end(say.value.trim());
    };
    // Whoever clicks elsewhere has typed something: it is kept, or nothing was asked.
    const onBlur = (): void => end(say.value.trim() || null);
    say.addEventListener("keydown", onKey);
    say.addEventListener("blur", onBlur);
    say.focus();
    say.select();
  });
}
