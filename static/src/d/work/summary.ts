/** What a shift came to, counted from what the platform has recorded. Pure. */
import type { LoadRow, UnitRow } from "./ground";

export interface Span {
  from: string;
  to: string;
}

/** The hours of each shift, Beijing time; a night ends on the next day. */
const HOURS = { early: [6, 14], late: [14, 22], night: [22, 30], day: [0, 24] } as const;
export type SpanName = keyof typeof HOURS;
export const SPANS = Object.keys(HOURS) as SpanName[];
const HOUR_MS = 3_600_000;

/** The first and the last instant (the latter not included) of a shift on a Beijing day. */
export function spanOf(day: string, name: SpanName): Span {
  const start = new Date(`${day}T00:00:00+08:00`).getTime();
  const [from, to] = HOURS[name];
  return { from: new Date(start + from * HOUR_MS).toISOString(), to: new Date(start + to * HOUR_MS).toISOString() };
}

/** Which shift it is, at an hour of the day in Beijing; before six it is the night of the day before. */
export function shiftAt(at: number): { day: string; name: SpanName } {
  const hours = new Date(at + 8 * HOUR_MS).getUTCHours();
  const day = new Date(at + (8 - (hours < 6 ? 24 : 0)) * HOUR_MS).toISOString().slice(0, 10);
  return { day, name: hours < 6 || hours >= 22 ? "night" : hours < 14 ? "early" : "late" };
}

export function within(at: string | null | undefined, { from, to }: Span): boolean {
  if (!at) return false;
  const time = new Date(at).getTime();
  return time >= new Date(from).getTime() && time < new Date(to).getTime();
}

export interface Line {
  itemType: string;
  count: number;
  /** Grams of those that were weighed. */
  weight: number;
  unweighed: number;
}

/** Appliances that came to stand here within the span, by category. Those that have left again count with their loads. */
export function linesOf(units: readonly UnitRow[], stage: string, span: Span): Line[] {
  const found = new Map<string, Line>();
  for (const unit of units) {
    if (unit.stage !== stage || !within(unit.stage_since, span)) continue;
    const line = found.get(unit.item_type) ?? { itemType: unit.item_type, count: 0, weight: 0, unweighed: 0 };
    found.set(unit.item_type, { ...line, count: line.count + 1, weight: line.weight + (unit.weight_g ?? 0), unweighed: line.unweighed + (unit.weight_g ? 0 : 1) });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}

/** Loads taken in and sent off within the span. */
export function loadsOf(loads: readonly LoadRow[], firm: string, span: Span): { taken: LoadRow[]; sent: LoadRow[] } {
  return {
    taken: loads.filter((load) => load.destination.organisation.id === firm && load.state === "closed" && within(load.closed_at, span)),
    sent: loads.filter((load) => load.origin.id === firm && within(load.shipped_at, span)),
  };
}
