import { describe, expect, it } from "vitest";
import { after, lacks, refrigerantOpen, shares, standing, type Balance, type Sheet } from "./balance";

const balance = (input_g: number, output_g: number, loss_g = 0): Balance => ({
  number: "WO-1",
  input_g,
  output_g,
  loss_g,
  missing_g: input_g - output_g - loss_g,
  permille: null,
  allowed_g: Math.floor((input_g * 20) / 1000),
  verdict: "within",
  tolerance: { permille: 20, source: "", jurisdiction: "CN", verified: false },
  materials: [],
});

describe("where a balance stands", () => {
  it.each([
    [balance(0, 0), "empty", "grey"],
    [balance(85_000, 0), "missing", "warn"],
    [balance(85_000, 83_300), "within", "good"],
    [balance(85_000, 83_299), "missing", "warn"],
    [balance(85_000, 86_700), "within", "good"],
    [balance(85_000, 86_701), "surplus", "bad"],
    [balance(85_000, 80_000, 3_300), "within", "good"],
    [balance(0, 100), "surplus", "bad"],
  ] as const)("is said in words and colour, to the gram (%#)", (given, key, tone) => expect(standing(given)).toEqual({ key, tone }));

  it("is worked out for what stands on the scale, losses included", () => {
    const then = after(balance(85_000, 60_000, 300), 24_700);
    expect(then).toMatchObject({ output_g: 84_700, missing_g: 0, loss_g: 300 });
    expect(standing(then).key).toBe("within");
  });

  it("fills a bar that never overflows", () => {
    expect(shares(balance(0, 0))).toEqual({ output: 0, loss: 0 });
    expect(shares(balance(100, 50, 10))).toEqual({ output: 50, loss: 10 });
    expect(shares(balance(100, 150, 50))).toEqual({ output: 75, loss: 25 });
    for (const [output, loss] of [[1, 2], [995, 5], [333, 667], [2_000, 1]] as const) {
      const bar = shares(balance(1_000, output, loss));
      expect(bar.output + bar.loss).toBeLessThanOrEqual(100);
    }
  });
});

describe("what keeps an order open", () => {
  const unit = { code: "A", item_type: "FRIDGE", input_g: 45_000, checked_at: "2026-11-20T02:00:00Z", standard: true, missing: [] };
  const weighed = { seq: 1, label: "OT-1", output_code: "STEEL", gross_g: 45_500, tare_g: 500, net_g: 45_000, scale: "manual", at: "2026-11-20T02:00:00Z" };
  const gas = { seq: 1, unit: null, refrigerant: "R134a", mass_g: 100, at: "2026-11-20T02:00:00Z" };
  const done = { units: [unit], steps: [], refrigerant: [gas], outputs: [weighed], losses: [], notes: [], balance: balance(45_000, 45_000) } as unknown as Sheet;
  const bears = (kind: string): boolean => kind === "FRIDGE";
  const but = (change: object): string[] => lacks({ ...done, ...change } as Sheet, bears);

  it("is nothing when all is done", () => expect(lacks(done, bears)).toEqual([]));

  it("is named in the order of the work", () => {
    const nothing = { units: [], refrigerant: [], outputs: [], balance: balance(0, 0) };
    expect(but(nothing)).toEqual(["units", "outputs"]);
    expect(but({ ...nothing, units: [{ ...unit, checked_at: null }], steps: [{ done: false }] })).toEqual(["checks", "steps", "refrigerant", "outputs"]);
  });

  it("is an output, too, when every weighing was withdrawn", () => expect(but({ outputs: [{ ...weighed, withdrawn_at: "2026-11-20T03:00:00Z" }] })).toEqual(["outputs"]));

  it("is a note outside tolerance, then a second person, and a new note once figures moved", () => {
    const off = balance(45_000, 40_000);
    const note = { note: "沥水", input_g: 45_000, output_g: 40_000, loss_g: 0, noted_by: "x", noted_at: "2026-11-20T03:00:00Z", confirmed_at: null };
    expect(but({ balance: off })).toEqual(["note"]);
    expect(but({ balance: off, notes: [note] })).toEqual(["confirmation"]);
    expect(but({ balance: off, notes: [{ ...note, confirmed_at: "2026-11-20T04:00:00Z" }] })).toEqual([]);
    expect(but({ balance: off, notes: [{ ...note, output_g: 39_000, confirmed_at: "2026-11-20T04:00:00Z" }] })).toEqual(["stale"]);
  });

  it("is refrigerant until every unit that holds some is covered", () => {
    const two = { ...done, units: [unit, { ...unit, code: "B" }], refrigerant: [{ ...gas, unit: "A" }] } as unknown as Sheet;
    expect(refrigerantOpen(two, bears)).toBe(true);
    expect(refrigerantOpen({ ...two, refrigerant: [...two.refrigerant, { ...gas, unit: "B" }] } as Sheet, bears)).toBe(false);
    expect(refrigerantOpen({ ...two, refrigerant: [] } as unknown as Sheet, () => false)).toBe(false);
  });
});
