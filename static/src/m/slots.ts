/** Two-hour windows as a consumer chooses them: by day, and by hour whoever comes. */
import { follow, list, type Paged, type Row } from "../shared/api/client";
import { clock, day, dayOf } from "../shared/format";

export type Slot = Row<"/api/v1/slots">;

/** A window that one or several recyclers offer. */
export interface Window {
  start: string;
  end: string;
  free: number;
  slots: Slot[];
}

export interface Day {
  day: string;
  windows: Window[];
}

const MOST_PAGES = 6;
const DAYS_SHOWN = 7;
const DAY_MS = 86_400_000;

/** The windows of the coming week in a district, earliest first, full ones included. */
export async function weekOf(region: string, now: number = Date.now()): Promise<Slot[]> {
  const to = dayOf(now + (DAYS_SHOWN - 1) * DAY_MS);
  let page: Paged<Slot> = await list("/api/v1/slots", { query: { region, to, limit: 200 } });
  const found = [...page.items];
  for (let pages = 1; page.next && pages < MOST_PAGES; pages += 1) {
    page = await follow<Slot>(page.next);
    found.push(...page.items);
  }
  return found;
}

/** Grouped by Beijing day and beginning. */
export function byDay(slots: readonly Slot[]): Day[] {
  const days = new Map<string, Map<string, Window>>();
  for (const slot of slots) {
    const windows = days.get(dayOf(slot.start)) ?? new Map<string, Window>();
    days.set(dayOf(slot.start), windows);
    const known = windows.get(slot.start) ?? { start: slot.start, end: slot.end, free: 0, slots: [] };
    known.free += Math.max(0, slot.free);
    known.slots.push(slot);
    windows.set(slot.start, known);
  }
  const ordered = [...days].sort(([one], [other]) => one.localeCompare(other));
  return ordered.map(([name, windows]) => ({ day: name, windows: [...windows.values()].sort((one, other) => Date.parse(one.start) - Date.parse(other.start)) }));
}

/** The hours of a window: 08:00–10:00. */
export function hours(start: string, end: string): string {
  return `${clock(start).slice(0, 5)}–${clock(end).slice(0, 5)}`;
}

/** Day and hours: 11月23日周一 08:00–10:00. */
export function slotText(start: string, end: string): string {
  return `${day(dayOf(start))} ${hours(start, end)}`;
}
