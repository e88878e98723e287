import { describe, expect, it } from "vitest";
import { byDay, hours, slotText, type Slot } from "./slots";

const slot = (start: string, free: number, recycler = "甲"): Slot => ({
  id: `${start}${recycler}`,
  region: "371502",
  recycler: { id: recycler, name: recycler },
  start,
  end: new Date(Date.parse(start) + 7_200_000).toISOString(),
  capacity: 6,
  free,
});

describe("windows", () => {
  it("are grouped by Beijing day and beginning, earliest first, places added up over recyclers", () => {
    const days = byDay([slot("2026-11-23T00:00:00Z", 0), slot("2026-11-22T16:00:00Z", 2), slot("2026-11-22T00:00:00Z", 0), slot("2026-11-23T00:00:00Z", 3, "乙")]);
    expect(days.map((one) => [one.day, one.windows.map((window) => window.free)])).toEqual([
      ["2026-11-22", [0]],
      ["2026-11-23", [2, 3]],
    ]);
  });

  it("are told in Beijing time", () => {
    expect(hours("2026-11-23T00:00:00Z", "2026-11-23T02:00:00Z")).toBe("08:00–10:00");
    expect(slotText("2026-11-23T00:00:00Z", "2026-11-23T02:00:00Z")).toContain("23");
  });
});
