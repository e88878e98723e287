import { describe, expect, it } from "vitest";
import type { ScanItem } from "../../shared/queue/item";
import { aboard, atHand, counted, shippedHere } from "./loads";
import type { Task } from "./tasks";

let place = 0;
function scan(step: ScanItem["body"]["step"], code: string, more: Partial<ScanItem["body"]> = {}, state: ScanItem["state"] = "waiting"): ScanItem {
  place += 1;
  const body = { event_id: `e${place}`, code, step, event_time: "", ...more };
  return { id: body.event_id, owner: "me", place, made: 0, state, reason: null, note: { item: null, order: null }, answered: null, seen: false, kind: "scan", body };
}

describe("a load", () => {
  it("carries each unit once, and not what was unloaded or rejected", () => {
    const items = [scan("loading", "A", { load: "L" }), scan("loading", "A", { load: "L" }), scan("loading", "B", { load: "L" }), scan("unloading", "B", { load: "L" }), scan("loading", "C", { load: "L" }, "rejected"), scan("loading", "D", { load: "OTHER" })];
    expect(aboard(items, "L").map((item) => item.body.code)).toEqual(["A"]);
    expect(shippedHere(items, "L")).toBe(false);
    expect(shippedHere([...items, scan("shipping", "L")], "L")).toBe(true);
  });

  it("takes what was fetched today and stands on no other load", () => {
    const task = { units: [{ code: "SENT", stage: "collected" }, { code: "OLD", stage: "collected" }, { code: "BOOKED", stage: "booked" }] } as Task;
    const items = [scan("commissioning", "NEW", { replaces: "OLD" }), scan("collecting", "HERE"), scan("loading", "SENT", { load: "L" })];
    expect([...atHand(items, [task])].sort()).toEqual(["HERE", "NEW"]);
  });

  it("counts exceptions", () => {
    expect(counted(5, [])).toBe(5);
    expect(counted(5, ["missing", "damaged", "refused", "unexpected", "missing"])).toBe(4);
  });
});
