import { describe, expect, it } from "vitest";
import { LARGEST, squeezed } from "./picture";

const sized = (size: number): Blob => ({ size }) as Blob;

describe("a photo", () => {
  it("stays as fine as 300 KB allow", async () => {
    const tried: number[] = [];
    const found = await squeezed(async (side, quality) => {
      tried.push(side);
      return sized(Math.round(side * side * quality * 0.5));
    });
    expect(found.size).toBeLessThanOrEqual(LARGEST);
    expect(tried.at(-1)).toBe(1024);
  });

  it("is kept even when nothing fits: a large picture is better than none", async () => {
    expect((await squeezed(async () => sized(LARGEST * 2))).size).toBe(LARGEST * 2);
  });
});
