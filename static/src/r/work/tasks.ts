/** The day's pick-ups: their order, and which of their appliances are still to fetch. Pure. */
import type { Row } from "../../shared/api/client";
import type { Item } from "../../shared/queue/item";
import { nearestFirst, type Spot } from "./route";

export type Task = Row<"/api/v1/orders">;
export type TaskUnit = Task["units"][number];

/** By slot, within it by the appointed visit; visits of one time from door to door, beginning where the last one ended. */
export function inRouteOrder(tasks: readonly Task[]): Task[] {
  const time = (task: Task): string => `${task.slot_start} ${task.collector?.visit_start ?? task.slot_start}`;
  const place = (task: Task): string => `${time(task)} ${task.number}`;
  const sorted = [...tasks].sort((one, other) => (place(one) < place(other) ? -1 : 1));
  const way: Task[] = [];
  for (const at of new Set(sorted.map(time))) {
    const last = way.at(-1);
    way.push(...nearestFirst(sorted.filter((task) => time(task) === at), spotOf, last ? spotOf(last) : null));
  }
  return way;
}

/** Where a booking is fetched, as far as it says; a visited one has forgotten its address. */
function spotOf(task: Task): Spot {
  return { region: task.region.code, address: task.contact?.address ?? "" };
}

/** What this phone has done about a unit, whether or not the server has heard of it yet. */
export function collectedBy(items: readonly Item[], code: string | null | undefined): Item | null {
  if (!code) return null;
  const done = items.filter((item) => item.kind === "scan" && item.body.step === "collecting" && goes(item));
  return done.find((item) => item.kind === "scan" && (item.body.code === code || item.body.code === replacement(items, code))) ?? null;
}

/** The blank label that was put on in place of this code. */
export function replacement(items: readonly Item[], code: string): string | null {
  const found = items.find((item) => item.kind === "scan" && item.body.replaces === code && goes(item));
  return found?.kind === "scan" ? found.body.code : null;
}

function goes(item: Item): boolean {
  return !["rejected", "replaced", "given_up"].includes(item.state);
}

/** Where a unit of a task stands for the person at the door. */
export function standing(unit: TaskUnit, items: readonly Item[]): "open" | "here" | "done" {
  if (unit.stage && unit.stage !== "booked") return "done";
  return collectedBy(items, unit.code) ? "here" : "open";
}

export function isOpen(task: Task, items: readonly Item[]): boolean {
  return task.state !== "collected" && task.state !== "cancelled" && task.units.some((unit) => standing(unit, items) === "open");
}

/** 138****5678, also where the number is there in full: screens are read over shoulders. */
export function masked(number: string): string {
  return number.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2");
}

/** The number to ring, if the reader has it. */
export function ringable(number: string): string | null {
  return /^[+\d][\d -]{4,}$/.test(number) ? `tel:${number.replace(/[ -]/g, "")}` : null;
}

/** Opens the phone's own map; no address of anybody's server. */
export function wayTo(address: string, agent: string = navigator.userAgent): string {
  const place = encodeURIComponent(address);
  return /iPhone|iPad|Macintosh/.test(agent) ? `maps:?q=${place}` : `geo:0,0?q=${place}`;
}
