/** The story of a booking as one line in time: what was done to the booking, then what happened to its appliances. */
import { codeOf, requoteOf, writtenOf, type Line } from "../shared/booking_history";
import { money } from "../shared/format";
import type { Answer } from "../shared/api/client";
import type { Order } from "./order";

export type Trace = Answer<"get", "/api/v1/units/{code}/trace">;

export interface Moment {
  at: string;
  /** Key of the sentence. */
  text: string;
  /** Key of why, where the platform has a word of its own for it. */
  why: string | null;
  /** Old price → new price. */
  prices: string | null;
  /** Who, district, what somebody wrote; all in the language of the data. */
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
export function story(order: Pick<Order, "history" | "units" | "requotes">, traces: readonly Trace[]): Moment[] {
  const booking = order.history
    .filter((one) => !QUIET.has(one.action))
    .map((one): Moment => ({ at: one.at, text: did(one), why: why(one), prices: prices(one, order.requotes), firm: one.organisation?.name ?? null, place: null, note: writtenOf(one), type: null }));
  const several = order.units.length > 1;
  const moves = traces.flatMap((trace) =>
    (trace.events ?? [])
      .filter((one) => TOLD.has(one.step) && !one.declared_wrong)
      .map((one): Moment => ({ at: one.event_time, text: key(one), why: null, prices: null, firm: one.organisation ?? null, place: one.place_name ?? null, note: null, type: several ? trace.unit.item_type : null })),
  );
  return [...booking, ...moves].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

const REASONS = new Set(["type_differs", "age_differs", "condition_differs", "part_missing", "better_than_stated"]);
const ANSWERS = new Set(["accept", "refuse", "refuse_and_cancel"]);

/** Of an answer, which one; of a cancellation, whether part had been collected by then. */
function did(line: Line): string {
  const code = codeOf(line);
  if (line.action === "consent" && code && ANSWERS.has(code)) return `m.did.consent_${code}`;
  return line.action === "cancel" && line.to_state !== "cancelled" ? "m.did.cancel_rest" : `m.did.${line.action}`;
}

function why(line: Line): string | null {
  const code = codeOf(line);
  if (line.action === "requote" && code && REASONS.has(code)) return `m.reason.${code}`;
  // Who cancelled for themselves need not be told so.
  if (line.action === "cancel" && code && code !== "consumer") return `m.did.cause_${code}`;
  return line.action === "reschedule" && code === "late" ? "m.did.late" : null;
}

function prices(line: Line, requotes: Order["requotes"]): string | null {
  const found = requoteOf(line, requotes);
  return found && line.action === "requote" ? `${money(found.from_fen)} → ${money(found.to_fen)}` : null;
}

function key(event: { step: string; to_stage: string }): string {
  if (event.step === "receiving") return event.to_stage === "received" ? "m.went.received" : "m.went.stored";
  return `m.went.${event.step}`;
}
