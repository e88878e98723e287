import { describe, expect, it } from "vitest";
import { halfOf } from "./both";

describe("what the platform wrote for all readers", () => {
  it("is read in one language", () => {
    expect(halfOf("超时未接单 no answer in time", "zh")).toBe("超时未接单");
    expect(halfOf("超时未接单 no answer in time", "en")).toBe("no answer in time");
  });
  it("stands as it is when it has one language only", () => {
    for (const text of ["门锁坏了", "no answer", "3 楼", ""]) expect(halfOf(text, "zh")).toBe(text);
  });
});
