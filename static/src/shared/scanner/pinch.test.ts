import { describe, expect, it } from "vitest";
import { pinched, spread } from "./pinch";

describe("two fingers on the camera's picture", () => {
  const range = { least: 1, most: 4 };
  it("are two, no more and no less", () => {
    expect(spread([{ clientX: 0, clientY: 0 }, { clientX: 30, clientY: 40 }])).toBe(50);
    expect(spread([{ clientX: 0, clientY: 0 }])).toBeNull();
  });
  it("bring it nearer as they part, and never beyond what the camera can", () => {
    expect(pinched(range, 1, 100, 200)).toBe(2);
    expect(pinched(range, 2, 100, 50)).toBe(1);
    expect(pinched(range, 2, 100, 900)).toBe(4);
    expect(pinched(range, 2, 100, 1)).toBe(1);
    expect(pinched(range, 2, 0, 50)).toBe(2);
  });
});
