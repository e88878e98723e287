/** The story of a booking as one line in time: what was done to the booking, then what happened to its appliances. */
import { halfOf } from "../shared/both";
import type { Answer } from "../shared/api/client";
import type { Order } from "./order";

export type Trace = Answer<"get", "/api/v1/units/{code}/trace">;

export interface Moment {
  at: string;
  /** Key of the sentence. */
  text: string;
  /** Who, district, note; all in the language of the data. */
  firm: string | null;
  place: string | null;
  note: string | null;
  /** Which appliance, when the booking has several. */
  type: string | null;
}

// What happens inside the platform only, or tells a consumer nothing, is left out.
const QUIET = new Set(["dispatch", "renew_code", "collect"]);
const TOLD = new Set(["collecting", "receiving", "shipping", "arriving", "disassembling", "repairing", "retail_selling", "holding", "decommissioning"]);

/** Newest first. Events that somebody declared wrong are not told. */
export function story(order: Pick<Order, "history" | "units">, traces: readonly Trace[]): Moment[] {
  const booking = order.history
    .filter((one) => !QUIET.has(one.action))
    .map((one): Moment => ({ at: one.at, text: `m.did.${one.action}`, firm: one.organisation?.name ?? null, place: null, note: one.reason && one.role === "system" ? halfOf(one.reason) : (one.reason ?? null), type: null }));
  const several = order.units.length > 1;
  const moves = traces.flatMap((trace) =>
    (trace.events ?? [])
      .filter((one) => TOLD.has(one.step) && !one.declared_wrong)
      .map((one): Moment => ({ at: one.event_time, text: key(one), firm: one.organisation ?? null, place: one.place_name ?? null, note: null, type: several ? trace.unit.item_type : null })),
  );
  return [...booking, ...moves].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

function key(event: { step: string; to_stage: string }): string {
  if (event.step === "receiving") return event.to_stage === "received" ? "m.went.received" : "m.went.stored";
  return `m.went.${event.step}`;
}
