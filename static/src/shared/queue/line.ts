/** Which items may be sent now, and when to try again. Pure. */
import { about, type Item, type ScanItem } from "./item";

export const UNDO_MS = 5_000;
export const BATCH = 100;
const SLOWEST_MS = 300_000;

/**
 * Waiting scans in the order they were made. What is younger than five seconds may still be undone and stays, unless
 * `now` is infinite. An item behind a rejected one about the same unit waits for its correction; nothing else does.
 */
export function ready(items: readonly Item[], now: number): ScanItem[] {
  const stuck = new Set<string>();
  const found: ScanItem[] = [];
  for (const item of [...items].sort((one, other) => one.place - other.place)) {
    const blocked = about(item).some((code) => stuck.has(code));
    const young = now - item.made < UNDO_MS;
    if (item.state === "rejected" || (item.state === "waiting" && (blocked || young))) about(item).forEach((code) => stuck.add(code));
    else if (item.state === "waiting" && item.kind === "scan") found.push(item);
  }
  return found;
}

/** Device numbers are given when an item is first sent: without a gap, each once, in the order of the line. */
export function numbered(items: readonly ScanItem[], device: string | null, next: number): { items: ScanItem[]; next: number } {
  let due = next;
  const done = items.map((item) => {
    if (device === null || item.body.device !== undefined) return item;
    return { ...item, body: { ...item.body, device, device_seq: due++ } };
  });
  return { items: done, next: due };
}

/** Milliseconds until the next try: doubling, with jitter so that many phones do not come back together; the server's word wins. */
export function pause(tries: number, after: number | null, random: () => number = Math.random): number {
  if (after !== null) return after * 1000 * (1 + random() * 0.5);
  return Math.min(SLOWEST_MS, 2_000 * 2 ** Math.min(tries, 10)) * (0.5 + random());
}
