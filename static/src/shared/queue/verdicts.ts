/** What the server's answers do to waiting items. Pure: the outcome depends on the answer's code, never on its status. */
import type { Problem } from "../api/problem";
import type { Item, Reason, ScanItem, Verdict } from "./item";

const NOTHING: Reason = { code: "unanswered", message: "", field: null, facts: {} };

/** The items after a batch was answered; an item nobody said anything about stays as it was, and is asked again. */
export function answered(items: readonly ScanItem[], verdicts: readonly Verdict[], now: number): ScanItem[] {
  const said = new Map(verdicts.map((verdict) => [verdict.event_id, verdict]));
  return items.map((item) => {
    const verdict = said.get(item.id);
    return verdict ? settled(item, verdict, now) : item;
  });
}

function settled(item: ScanItem, verdict: Verdict, now: number): ScanItem {
  switch (verdict.verdict) {
    case "applied":
    case "duplicate":
      return { ...item, state: "done", reason: null, answered: now };
    case "held":
    case "conflict":
    case "rejected":
      return { ...item, state: verdict.verdict, reason: reasonOf(verdict), answered: now };
    default:
      // A word this version does not know: keep it and ask again rather than lose it.
      return item;
  }
}

function reasonOf(verdict: Verdict): Reason {
  const error = (verdict.errors ?? [])[0] as { field?: string; code?: string; message?: string } | undefined;
  return {
    code: verdict.refusal ?? error?.code ?? NOTHING.code,
    message: error?.message ?? "",
    field: error?.field ?? null,
    facts: (verdict.facts ?? {}) as Record<string, unknown>,
  };
}

/** What to do after a whole request failed. */
export type Failure =
  | { kind: "later"; after: number | null }
  | { kind: "signed_out" }
  | { kind: "smaller" }
  | { kind: "unreadable" }
  | { kind: "refused" };

/** 5xx, time-outs, too many and no network: later. Anything else has its own way. */
export function failed(problem: Problem): Failure {
  const { status } = problem;
  if (status === 0 || status >= 500 || status === 408 || status === 425 || status === 429) return { kind: "later", after: problem.retryAfter };
  if (status === 401) return { kind: "signed_out" };
  if (status === 413) return { kind: "smaller" };
  if (status === 422 || status === 400) return { kind: "unreadable" };
  return { kind: "refused" };
}

/** A batch of which not one scan could be read: each item with what was wrong about it. The server noted none of their numbers. */
export function unreadable(items: readonly ScanItem[], problem: Problem, now: number): ScanItem[] {
  return items.map((item, place) => {
    const own = problem.errors.find((error) => error.field === `scans.${place}` || error.field.startsWith(`scans.${place}.`));
    const field = own ? own.field.replace(/^scans\.\d+\.?/, "") || null : null;
    const reason = { code: own?.code ?? problem.code, message: own?.message ?? problem.message, field, facts: {} };
    return { ...item, body: unnumbered(item.body), state: "rejected", reason, answered: now };
  });
}

/** A load's opening after a failure the server will not change its mind about. */
export function refused<I extends Item>(item: I, problem: Problem, now: number): I {
  const first = problem.errors[0];
  const reason = { code: problem.code, message: first?.message ?? problem.message, field: first?.field ?? null, facts: { ...problem.facts } };
  return { ...item, state: "rejected", reason, answered: now };
}

/** The body without its device number, which belongs to one sending. */
export function unnumbered(body: ScanItem["body"]): ScanItem["body"] {
  const { device_seq: _number, device: _device, ...rest } = body;
  return rest;
}
