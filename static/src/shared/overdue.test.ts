import { describe, expect, it } from "vitest";
import { overdue } from "./overdue";

describe("an appointed window", () => {
  const end = "2026-11-21T12:00:00+08:00";
  const after = (minutes: number) => overdue(end, Date.parse(end) + minutes * 60_000);
  it.each([[-30, null], [0, null], [1, { unit: "minutes", n: 1 }], [59, { unit: "minutes", n: 59 }], [60, { unit: "hours", n: 1 }], [119, { unit: "hours", n: 1 }], [2880, { unit: "days", n: 2 }]] as const)("is %i minutes over: %o", (minutes, found) => {
    expect(after(minutes)).toEqual(found);
  });
});
