// The search box as a combobox: Ctrl+K from anywhere, arrows through the suggestions.
// Without scripts it is a plain form; Enter with nothing chosen is still that form.

class Suggestions {
  private chosen = -1;

  constructor(
    private readonly box: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly status: HTMLElement,
  ) {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    this.hide();
  }

  private get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option][data-href]")];
  }

  show(): void {
    const some = this.list.childElementCount > 0 && this.box.value.trim() !== "";
    if (!some) {
      this.hide();
      return;
    }
    this.chosen = -1;
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.box.removeAttribute("aria-activedescendant");
    const found = this.options.filter((option) => !option.matches(".rb-option--all")).length;
    this.status.textContent = found === 1 ? "1 suggestion" : `${found} suggestions`;
  }

  hide(): void {
    this.chosen = -1;
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  move(step: 1 | -1): void {
    const options = this.options;
    if (options.length === 0) return;
    if (this.list.hidden) this.show();
    const next = this.chosen + step;
    this.chosen = next < 0 ? options.length - 1 : next % options.length;
    options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.chosen));
    });
    const option = options[this.chosen];
    this.box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  open(): boolean {
    const href = this.options[this.chosen]?.dataset.href;
    if (!href) return false;
    window.location.assign(href);
    return true;
  }

  press(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Escape" && !this.list.hidden) this.hide();
    else if (event.key !== "Enter" || this.list.hidden || !this.open()) return;
    event.preventDefault();
  }
}

export function searchBox(): void {
  const form = document.querySelector<HTMLFormElement>("[data-search]");
  const box = form?.querySelector<HTMLInputElement>("input[type=search]");
  const list = form?.querySelector<HTMLElement>("[role=listbox]");
  const status = form?.querySelector<HTMLElement>("[role=status]");
  if (!form || !box || !list || !status) return;

  if (window.matchMedia("(hover: hover)").matches) box.placeholder += " (Ctrl+K)";
  const suggestions = new Suggestions(box, list, status);
  box.addEventListener("keydown", (event) => suggestions.press(event));
  list.addEventListener("htmx:afterSwap", () => suggestions.show());
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
  list.addEventListener("click", (event) => {
    const href = (event.target as Element).closest<HTMLElement>("[data-href]")?.dataset.href;
    if (href) window.location.assign(href);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) suggestions.hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
