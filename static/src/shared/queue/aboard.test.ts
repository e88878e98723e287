import { describe, expect, it } from "vitest";
import { exceptionOf, explained, oddOf } from "./aboard";

describe("an exception", () => {
  it("is refused with a weight, or with the reason why there is none", () => {
    const bare = { ...oddOf("refused", "进水"), weight: "" };
    expect(explained(bare)).toBe(false);
    expect(explained({ ...bare, weight: "31.5" })).toBe(true);
    expect(explained({ ...bare, weight: "heavy", unweighed: "无秤" })).toBe(false);
    expect(explained({ ...bare, unweighed: "无秤" })).toBe(true);
    expect(explained({ ...bare, reason: "..", weight: "31.5" })).toBe(false);
    expect(explained(oddOf("missing", "未见"))).toBe(true);
    expect(explained(oddOf("unexpected"))).toBe(true);
  });

  it("says only what was meant", () => {
    const said = { ...oddOf("refused", " 进水 "), weight: "31.5", unweighed: "无秤" };
    expect(exceptionOf("A", said)).toEqual({ code: "A", kind: "refused", reason: "进水", weight_g: 31_500 });
    expect(exceptionOf("A", { ...said, weight: "" })).toEqual({ code: "A", kind: "refused", reason: "进水", unweighed: "无秤" });
    expect(exceptionOf("A", { ...said, kind: "missing" })).toEqual({ code: "A", kind: "missing", reason: "进水" });
  });
});
