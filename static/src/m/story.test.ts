import { describe, expect, it } from "vitest";
import zh from "./texts/zh-CN.json";
import type { Order } from "./order";
import { story, type Trace } from "./story";

const did = (action: string, at: string) => ({ action, at, from_state: null, to_state: "placed", role: "consumer", organisation: null, slot_start: at, reason: null });
const event = (step: string, at: string, more: object = {}) => ({ step, event_time: at, to_stage: "stored", organisation: "甲", place_name: "东昌府区", ...more });
const trace = (...events: object[]): Trace => ({ unit: { item_type: "FRIDGE" }, events }) as unknown as Trace;
const units = [{ item_type: "FRIDGE" }, { item_type: "TV_FPD" }] as unknown as Order["units"];

describe("the story of a booking", () => {
  const told = story({ history: [did("place", "2026-11-01T00:00:00Z"), did("dispatch", "2026-11-01T00:00:01Z"), did("accept", "2026-11-01T01:00:00Z")], units, requotes: [] }, [
    trace(event("collecting", "2026-11-02T00:00:00Z"), event("loading", "2026-11-03T00:00:00Z"), event("receiving", "2026-11-04T00:00:00Z", { to_stage: "received" }), event("disassembling", "2026-11-05T00:00:00Z", { declared_wrong: true })),
  ]);

  it("is newest first, without inner steps and what was declared wrong", () => {
    expect(told.map((one) => one.text)).toEqual(["m.went.received", "m.went.collecting", "m.did.accept", "m.did.place"]);
  });

  it("names the appliance only where there are several", () => {
    expect(told[0]!.type).toBe("FRIDGE");
    expect(story({ history: [], units: units.slice(0, 1), requotes: [] }, [trace(event("collecting", "2026-11-02T00:00:00Z"))])[0]!.type).toBeNull();
  });

  it("says why and which price in words, and shows no code of ours", () => {
    const at = (minute: number): string => `2026-11-02T00:${10 + minute}:00Z`;
    const coded = (action: string, minute: number, reason: string, more: object = {}) => ({ ...did(action, at(minute)), reason, ...more });
    const requote = { proposed_at: at(0), decided_at: at(1), from_fen: 6_100, to_fen: 4_000 } as Order["requotes"][number];
    const history = [coded("requote", 0, "condition_differs"), coded("consent", 1, "refuse"), coded("reschedule", 2, "late"), coded("consent", 3, "a_new_word"), coded("refuse", 4, "没有空车"), coded("cancel", 5, "不想交了", { to_state: "assigned" }), coded("cancel", 6, "consumer", { to_state: "cancelled" }), coded("cancel", 7, "price_changed", { to_state: "cancelled" })];
    const lines = story({ history, units, requotes: [requote] }, []).reverse();
    expect(lines.map(({ text, why, prices, note }) => [text, why, prices, note])).toEqual([
      ["m.did.requote", "m.reason.condition_differs", "¥61.00 → ¥40.00", null],
      ["m.did.consent_refuse", null, null, null],
      ["m.did.reschedule", "m.did.late", null, null],
      ["m.did.consent", null, null, null],
      ["m.did.refuse", null, null, "没有空车"],
      ["m.did.cancel_rest", null, null, "不想交了"],
      ["m.did.cancel", null, null, null],
      ["m.did.cancel", "m.did.cause_price_changed", null, null],
    ]);
    expect(lines.filter((one) => /^[a-z_]+$/.test(one.note ?? ""))).toEqual([]);
    for (const one of ["type_differs", "age_differs", "condition_differs", "part_missing", "better_than_stated"]) expect(one in zh.m.reason).toBe(true);
  });

  it("has a sentence for all it can say", () => {
    const actions = ["place", "accept", "refuse", "assign", "reschedule", "requote", "consent", "cancel", "review", "consent_accept", "consent_refuse", "consent_refuse_and_cancel", "cancel_rest", "late", "cause_recycler", "cause_price_changed", "cause_no_recycler"];
    expect(actions.filter((one) => !(one in zh.m.did))).toEqual([]);
    const steps = ["collecting", "stored", "received", "shipping", "arriving", "disassembling", "repairing", "retail_selling", "holding", "decommissioning"];
    expect(steps.filter((one) => !(one in zh.m.went))).toEqual([]);
  });
});
