import { describe, expect, it } from "vitest";
import zh from "./texts/zh-CN.json";
import type { Order } from "./order";
import { story, type Trace } from "./story";

const did = (action: string, at: string) => ({ action, at, from_state: null, to_state: "placed", role: "consumer", organisation: null, slot_start: at, reason: null });
const event = (step: string, at: string, more: object = {}) => ({ step, event_time: at, to_stage: "stored", organisation: "甲", place_name: "东昌府区", ...more });
const trace = (...events: object[]): Trace => ({ unit: { item_type: "FRIDGE" }, events }) as unknown as Trace;
const units = [{ item_type: "FRIDGE" }, { item_type: "TV_FPD" }] as unknown as Order["units"];

describe("the story of a booking", () => {
  const told = story({ history: [did("place", "2026-11-01T00:00:00Z"), did("dispatch", "2026-11-01T00:00:01Z"), did("accept", "2026-11-01T01:00:00Z")], units }, [
    trace(event("collecting", "2026-11-02T00:00:00Z"), event("loading", "2026-11-03T00:00:00Z"), event("receiving", "2026-11-04T00:00:00Z", { to_stage: "received" }), event("disassembling", "2026-11-05T00:00:00Z", { declared_wrong: true })),
  ]);

  it("is newest first, without inner steps and what was declared wrong", () => {
    expect(told.map((one) => one.text)).toEqual(["m.went.received", "m.went.collecting", "m.did.accept", "m.did.place"]);
  });

  it("names the appliance only where there are several", () => {
    expect(told[0]!.type).toBe("FRIDGE");
    expect(story({ history: [], units: units.slice(0, 1) }, [trace(event("collecting", "2026-11-02T00:00:00Z"))])[0]!.type).toBeNull();
  });

  it("has a sentence for all it can say", () => {
    const actions = ["place", "accept", "refuse", "assign", "reschedule", "requote", "consent", "cancel", "review"];
    expect(actions.filter((one) => !(one in zh.m.did))).toEqual([]);
    const steps = ["collecting", "stored", "received", "shipping", "arriving", "disassembling", "repairing", "retail_selling", "holding", "decommissioning"];
    expect(steps.filter((one) => !(one in zh.m.went))).toEqual([]);
  });
});
