/** The bench as a clock: a work order is its start and its end. Pure. */
import type { Row } from "../../../shared/api/client";

type Order = Pick<Row<"/api/v1/dismantlings">, "number" | "state" | "bench">;

/** The one order in work at this bench; null when there is none, or when nobody can say which of several is meant. */
export function orderAt(orders: readonly Order[], bench: string): string | null {
  const here = orders.filter((one) => one.state === "open" && bench && one.bench === bench);
  return here.length === 1 ? here[0]!.number : null;
}

/** Hours, minutes and seconds worked: 3:07:12; an order that ended stands still. */
export function worked(from: string, to: string | null | undefined, now: number): string {
  const seconds = Math.max(0, Math.floor(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
