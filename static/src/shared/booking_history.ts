/** What the lines of a booking's history say besides the action: a word of the platform's own, or what somebody wrote. */
import type { Answer } from "./api/client";
import { halfOf } from "./both";

type Order = Answer<"get", "/api/v1/orders/{number}">;
export type Line = Order["history"][number];
export type Requote = Order["requotes"][number];

// Their reason is one of a closed list and has to be put into words; everywhere else somebody wrote it.
const CODED = new Set(["requote", "consent", "reschedule", "collect"]);
// A cancellation has either: whose it was, or what they wrote.
const CAUSES = new Set(["consumer", "recycler", "price_changed", "no_recycler"]);

function coded(line: Pick<Line, "action" | "reason">): boolean {
  return CODED.has(line.action) || (line.action === "cancel" && CAUSES.has(line.reason ?? ""));
}

/** The platform's own word about it: why another price, which answer, `late`, `partly`, whose cancellation. */
export function codeOf(line: Pick<Line, "action" | "reason">): string | null {
  return coded(line) ? (line.reason ?? null) : null;
}

/** What a person wrote, or the platform once for all readers. */
export function writtenOf(line: Pick<Line, "action" | "reason" | "role">): string | null {
  if (!line.reason || coded(line)) return null;
  return line.role === "system" ? halfOf(line.reason) : line.reason;
}

/** The price change a line is about: it was put, or answered, at that moment. */
export function requoteOf(line: Pick<Line, "action" | "at">, requotes: readonly Requote[]): Requote | null {
  const at = Date.parse(line.at);
  const moment = (one: Requote): string | null | undefined => (line.action === "requote" ? one.proposed_at : line.action === "consent" ? one.decided_at : null);
  return requotes.find((one) => Date.parse(moment(one) ?? "") === at) ?? null;
}
