import { describe, expect, it } from "vitest";
import { orderAt, worked } from "./bench";
import { ScaleKeys } from "./scale";

describe("the order a scan at a bench means", () => {
  const orders = [
    { number: "WO-1", state: "closed", bench: "3" },
    { number: "WO-2", state: "open", bench: "3" },
    { number: "WO-3", state: "open", bench: "4" },
  ] as const;
  it("is the one in work there", () => expect(orderAt(orders, "3")).toBe("WO-2"));
  it("is none where none is open, where several are, and where the desk has no bench", () => {
    expect(orderAt(orders, "5")).toBeNull();
    expect(orderAt([...orders, { number: "WO-4", state: "open", bench: "3" }], "3")).toBeNull();
    expect(orderAt([{ number: "WO-5", state: "open", bench: "" }], "")).toBeNull();
  });
});

describe("the clock of a bench", () => {
  const from = "2026-11-22T08:00:00+08:00";
  it("runs while the order is open", () => expect(worked(from, null, Date.parse("2026-11-22T11:07:12+08:00"))).toBe("3:07:12"));
  it("stands still afterwards", () => expect(worked(from, "2026-11-22T08:00:05+08:00", Date.now())).toBe("0:00:05"));
  it("knows nights and never runs backwards", () => {
    expect(worked(from, "2026-11-23T09:00:00+08:00", 0)).toBe("25:00:00");
    expect(worked(from, "2026-11-22T07:59:00+08:00", 0)).toBe("0:00:00");
  });
});

describe("whose figure a weight is", () => {
  const typed = (text: string, pace: number, keys = new ScaleKeys()): ScaleKeys => {
    [...text, "Enter"].forEach((key, at) => keys.key(key, 1_000 + at * pace));
    return keys;
  };
  it("is the scale's when it came in one burst", () => expect(typed("12.34", 6).source("12.34")).toBe("serial"));
  it("is the scale's with its unit and blanks, too", () => expect(typed("  12.34 kg", 6).source("  12.34 kg")).toBe("serial"));
  it("is a person's when it was typed, pasted, restored or corrected", () => {
    expect(typed("12.34", 120).source("12.34")).toBe("manual");
    expect(new ScaleKeys().source("12.34")).toBe("manual");
    const keys = typed("12.34", 6);
    keys.key("Backspace", 9_000);
    keys.key("5", 9_100);
    expect(keys.source("12.35")).toBe("manual");
    expect(typed("2.34", 6).source("12.34")).toBe("manual");
  });
  it("is nobody's reading once it was taken", () => {
    const keys = typed("12.34", 6);
    keys.taken();
    expect(keys.source("12.34")).toBe("manual");
  });
});
