// What the page must know of each code: the server says it once, on the register's element.
export interface Code {
  title: string;
  kind: string;
  nature: boolean;
  late: boolean;
  absent: boolean;
  /** Not to be read on a wall. */
  hide: boolean;
  /** Whether this person may enter it. */
  may: boolean;
}

export type Codes = Record<string, Code>;

/** How a key press reads: a code, the first letter of longer ones, or nothing. */
export type Reading = { code: string } | { prefix: string; next: string[] } | null;

/** Read what was pressed, `before` being the first letter of a longer code. */
export function readKey(codes: Codes, key: string, before: string): Reading {
  const typed = before + key.toUpperCase();
  const may = Object.keys(codes).filter((code) => codes[code].may);
  const longer = may.filter((code) => code.length > typed.length && code.startsWith(typed));
  const exact = may.includes(typed);
  // J means J1 as long as there is no other.
  if (longer.length === 1 && !exact && before === "") return { code: longer[0] };
  if (longer.length > 0) return { prefix: typed, next: longer };
  return exact ? { code: typed } : null;
}
