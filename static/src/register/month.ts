// Choosing cells of a month: drag a rectangle, or extend one with Shift and the arrows. The
// boxes are real ones, so what is chosen is sent by the form as without a script.

type Place = { row: number; column: number };

export function choosing(): void {
  const form = document.querySelector<HTMLFormElement>("[data-month]");
  const said = form?.querySelector<HTMLElement>("[data-month-said]");
  const body = form?.querySelector("tbody");
  if (!form || !said || !body) return;

  const boxes: (HTMLInputElement | null)[][] = [...body.rows].map((row) =>
    [...row.cells].slice(1, -1).map((cell) => cell.querySelector("input")),
  );
  const places = new Map<HTMLInputElement, Place>();
  boxes.forEach((line, row) =>
    line.forEach((box, column) => {
      if (box) places.set(box, { row, column });
    }),
  );
  let anchor: Place | null = null;
  // The corner opposite the anchor: Shift with an arrow goes on from there.
  let corner: Place | null = null;
  let kept = new Set<HTMLInputElement>();
  let dragging = false;

  const at = (place: Place): HTMLInputElement | null => boxes[place.row]?.[place.column] ?? null;

  // One box is in the tab order; the arrows walk the others.
  const stand = (box: HTMLInputElement): void => {
    for (const one of body.querySelectorAll<HTMLInputElement>('input[tabindex="0"]')) one.tabIndex = -1;
    box.tabIndex = 0;
    box.focus({ preventScroll: false });
  };

  const tell = (): void => {
    const chosen = [...places].filter(([box]) => box.checked);
    const pupils = new Set(chosen.map(([, place]) => place.row)).size;
    const sessions = new Set(chosen.map(([, place]) => place.column)).size;
    said.textContent = chosen.length
      ? `${chosen.length} chosen: ${pupils} ${pupils === 1 ? "pupil" : "pupils"}, ` +
        `${sessions} ${sessions === 1 ? "session" : "sessions"}. Escape lets go.`
      : "Nothing is chosen. Drag, or Shift with the arrows; Space chooses one.";
  };

  const choose = (from: Place, to: Place): void => {
    corner = to;
    const rows = [Math.min(from.row, to.row), Math.max(from.row, to.row)] as const;
    const columns = [Math.min(from.column, to.column), Math.max(from.column, to.column)] as const;
    for (const [box, { row, column }] of places) {
      const inside = row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
      box.checked = inside || kept.has(box);
    }
    tell();
  };

  const letGo = (): void => {
    kept = new Set();
    for (const box of places.keys()) box.checked = false;
    anchor = corner = null;
    tell();
  };

  const boxOf = (target: EventTarget | null): HTMLInputElement | null =>
    (target as Element | null)?.closest?.("td")?.querySelector("input") ?? null;

  body.addEventListener("pointerdown", (event) => {
    const box = boxOf(event.target);
    const place = box && places.get(box);
    if (!box || !place || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    stand(box);
    const adds = event.ctrlKey || event.metaKey;
    kept = adds ? new Set([...places.keys()].filter((one) => one.checked)) : new Set();
    if (adds && kept.delete(box)) {
      box.checked = false;
      tell();
      return;
    }
    if (!event.shiftKey || !anchor) anchor = place;
    dragging = true;
    choose(anchor, place);
  });
  body.addEventListener("pointerover", (event) => {
    const box = dragging ? boxOf(event.target) : null;
    const place = box && places.get(box);
    if (place && anchor) choose(anchor, place);
  });
  window.addEventListener("pointerup", () => {
    dragging = false;
  });
  // The press has chosen already; the click that follows it would take it back.
  body.addEventListener("click", (event) => {
    const pointed = event as PointerEvent;
    if (pointed.pointerType === "mouse" && boxOf(event.target)) event.preventDefault();
  });
  body.addEventListener("change", tell);

  const steps: Record<string, Place> = {
    ArrowUp: { row: -1, column: 0 },
    ArrowDown: { row: 1, column: 0 },
    ArrowLeft: { row: 0, column: -1 },
    ArrowRight: { row: 0, column: 1 },
  };
  const next = (from: Place, step: Place): HTMLInputElement | null => {
    let place = from;
    for (;;) {
      place = { row: place.row + step.row, column: place.column + step.column };
      if (place.row < 0 || place.column < 0) return null;
      if (place.row >= boxes.length || place.column >= (boxes[0]?.length ?? 0)) return null;
      const box = at(place);
      if (box) return box;
    }
  };
  body.addEventListener("keydown", (event) => {
    const box = event.target as HTMLInputElement;
    const place = places.get(box);
    const step = steps[event.key];
    if (event.key === "Escape") letGo();
    if (event.key === "Enter" && place) {
      // Enter goes on to the code, it does not send what is half typed.
      event.preventDefault();
      form.querySelector<HTMLElement>("select")?.focus();
    }
    if (!place || !step) return;
    event.preventDefault();
    const target = next(event.shiftKey ? (corner ?? place) : place, step);
    const to = target && places.get(target);
    if (!target || !to) return;
    if (event.shiftKey) {
      anchor ??= place;
      choose(anchor, to);
    } else {
      anchor = to;
      corner = null;
    }
    stand(target);
  });

  for (const box of places.keys()) box.tabIndex = -1;
  const first = places.keys().next().value;
  if (first) first.tabIndex = 0;
  form.querySelector<HTMLElement>("[data-month-keys]")?.removeAttribute("hidden");
}
