import { describe, expect, it } from "vitest";
import type { LoadRow, UnitRow } from "./ground";
import { linesOf, loadsOf, shiftAt, spanOf, within } from "./summary";

describe("a shift", () => {
  it("has its hours in Beijing, the night into the next day", () => {
    expect(spanOf("2026-11-21", "early")).toEqual({ from: "2026-11-20T22:00:00.000Z", to: "2026-11-21T06:00:00.000Z" });
    expect(spanOf("2026-11-21", "night")).toEqual({ from: "2026-11-21T14:00:00.000Z", to: "2026-11-21T22:00:00.000Z" });
  });
  it.each([["05:59", "2026-11-20", "night"], ["06:00", "2026-11-21", "early"], ["14:00", "2026-11-21", "late"], ["22:00", "2026-11-21", "night"]])("at %s is %s %s", (clock, day, name) => {
    expect(shiftAt(new Date(`2026-11-21T${clock}:00+08:00`).getTime())).toEqual({ day, name });
  });
  it("begins with its first instant and ends before the next one's", () => {
    const span = spanOf("2026-11-21", "early");
    expect([span.from, span.to].map((at) => within(at, span))).toEqual([true, false]);
    expect(within(null, span)).toBe(false);
  });
});

describe("what a shift came to", () => {
  const span = spanOf("2026-11-21", "day");
  const unit = (item_type: string, stage: string, weight_g: number | null, at: string): UnitRow => ({ item_type, stage, weight_g, stage_since: at }) as UnitRow;
  it("counts by category what came to stand here, and says what nobody weighed", () => {
    const noon = "2026-11-21T12:00:00+08:00";
    const units = [unit("FRIDGE", "stored", 50_000, noon), unit("FRIDGE", "stored", null, noon), unit("TV", "stored", 9_000, noon), unit("TV", "stored", 9_000, "2026-11-20T12:00:00+08:00"), unit("TV", "collected", 9_000, noon)];
    expect(linesOf(units, "stored", span)).toEqual([{ itemType: "FRIDGE", count: 2, weight: 50_000, unweighed: 1 }, { itemType: "TV", count: 1, weight: 9_000, unweighed: 0 }]);
  });
  it("tells loads taken in from loads sent off", () => {
    const load = (code: string, from: string, to: string, state: string): LoadRow => ({ code, origin: { id: from }, destination: { organisation: { id: to } }, state, shipped_at: span.from, closed_at: state === "closed" ? span.from : null }) as unknown as LoadRow;
    const found = loadsOf([load("A", "x", "me", "closed"), load("B", "x", "me", "shipped"), load("C", "me", "x", "shipped")], "me", span);
    expect([found.taken, found.sent].map((some) => some.map((one) => one.code))).toEqual([["A"], ["C"]]);
  });
});
