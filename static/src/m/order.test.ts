import { describe, expect, it } from "vitest";
import { isLate, parted, standing, type Order } from "./order";

const unit = (stage: string | null) => ({ stage, price_fen: 100 }) as Order["units"][number];

describe("a booking", () => {
  it("that was called off after part was collected is partly collected", () => {
    const units = [unit("stored"), unit("void")];
    expect(standing({ state: "collected", units })).toBe("partly");
    expect(standing({ state: "collected", units: [unit("stored")] })).toBe("collected");
    expect(standing({ state: "cancelled", units: [unit("void")] })).toBe("cancelled");
    expect(parted(units)).toEqual({ gone: [units[0]], rest: [units[1]] });
    expect(parted([unit("booked"), unit(null)]).gone).toEqual([]);
  });

  it("is late when its window has passed and nobody has come", () => {
    const slot_end = "2026-11-21T12:00:00+08:00";
    const at = (hour: number): number => Date.parse(slot_end) + hour * 3_600_000;
    expect(isLate({ state: "assigned", slot_end }, at(3))).toBe(true);
    expect(isLate({ state: "assigned", slot_end }, at(-1))).toBe(false);
    expect(isLate({ state: "collected", slot_end }, at(3))).toBe(false);
  });
});
