/** Appointed times that have passed. Pure. */

const MINUTE = 60_000;

export interface Overdue {
  unit: "minutes" | "hours" | "days";
  n: number;
}

/** How long ago a window ended, in the largest fitting unit, rounded down; null while it has not. */
export function overdue(end: string, now: number = Date.now()): Overdue | null {
  const minutes = Math.floor((now - Date.parse(end)) / MINUTE);
  if (minutes < 1) return null;
  if (minutes < 60) return { unit: "minutes", n: minutes };
  if (minutes < 48 * 60) return { unit: "hours", n: Math.floor(minutes / 60) };
  return { unit: "days", n: Math.floor(minutes / 1440) };
}
