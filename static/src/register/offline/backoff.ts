// How long to wait before the server is asked again.

const FIRST = 1_000;
const LONGEST = 60_000;

/**
 * Return the wait after so many failures in a row, in milliseconds.
 *
 * Half of it is chance, so that a school whose network comes back does not ask in one breath.
 */
export function waitAfter(failures: number, chance: () => number = Math.random): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1));
  return Math.round(whole / 2 + (whole / 2) * chance());
}
