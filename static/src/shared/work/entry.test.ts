import { describe, expect, it } from "vitest";
import type { Item, ScanItem } from "../queue/item";
import { fixOf } from "./entry";

function rejected(code: string, field: string | null = null, state: Item["state"] = "rejected"): ScanItem {
  const body = { event_id: "1", code: "C", step: "collecting" as const, event_time: "" };
  return { kind: "scan", id: "1", owner: "me", place: 1, made: 0, state, reason: { code, field, message: "", facts: {} }, note: { item: null, order: null }, answered: null, seen: false, body } as ScanItem;
}

describe("what a rejected scan needs", () => {
  it.each([
    ["handover_wrong", null, "code"],
    ["fact_missing", "handover_code", "code"],
    ["fact_missing", "weight_g", "weight"],
    ["price_differs", "price_fen", "price"],
    ["site_foreign", "site", "site"],
    ["device_revoked", null, "device"],
    ["not_your_task", "code", null],
  ] as const)("%s in %s: %s", (code, field, fix) => expect(fixOf(rejected(code, field), "S-1")).toBe(fix));

  it("is no other site while nobody knows where one is", () => expect(fixOf(rejected("site_foreign", "site"))).toBeNull());
  it("is nothing before it was rejected", () => expect(fixOf(rejected("handover_wrong", null, "conflict"))).toBeNull());
});
