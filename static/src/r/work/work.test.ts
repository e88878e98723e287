import { describe, expect, it } from "vitest";
import type { ScanItem } from "../../shared/queue/item";
import { collectedBy, inRouteOrder, isOpen, masked, ringable, standing, wayTo, type Task } from "./tasks";
import { gramsOf, weighed } from "../../shared/work/weight";
import { priced } from "./price";
import { typed } from "./weighing";

function task(number: string, slot: string, visit: string | null, address: string, stage = "booked"): Task {
  const unit = { position: 1, item_type: "FRIDGE", item_type_zh: "电冰箱", item_type_en: "Fridge", quote_id: "", code: `CODE${number}`, stage, promised_fen: 1, price_fen: 1 };
  const day = (hour: string): string => `2026-11-21T${hour}:00+08:00`;
  return {
    id: number, number, state: "assigned", region: { code: "371502", name: "东昌府区" }, slot_start: day(slot), slot_end: day("18:00"), promised_fen: 1, price_fen: 1,
    placed_at: day("08:00"), units: [unit], contact: { name: "王芳", phone: "13812345678", address, masked: false, floor: null, lift: null },
    collector: { id: "c", name: "我", visit_start: visit && day(visit) },
  } as Task;
}

function scan(step: ScanItem["body"]["step"], code: string, more: Partial<ScanItem["body"]> = {}, state: ScanItem["state"] = "waiting"): ScanItem {
  const body = { event_id: code + step, code, step, event_time: "", ...more };
  return { id: body.event_id, owner: "me", place: 1, made: 0, state, reason: null, note: { item: null, order: null }, answered: null, seen: false, kind: "scan", body };
}

describe("the day's route", () => {
  it("goes by slot, then by visit, then by street", () => {
    const tasks = [task("4", "14:00", null, "A"), task("3", "10:00", "11:00", "A"), task("2", "10:00", "10:30", "B"), task("1", "10:00", "10:30", "A")];
    expect(inRouteOrder(tasks).map((one) => one.number)).toEqual(["1", "2", "3", "4"]);
  });
});

describe("what this phone has done", () => {
  const one = task("1", "10:00", null, "A");
  it("is known before the server hears of it", () => {
    expect(standing(one.units[0]!, [])).toBe("open");
    expect(standing(one.units[0]!, [scan("collecting", "CODE1")])).toBe("here");
    expect(isOpen(one, [scan("collecting", "CODE1")])).toBe(false);
  });
  it("counts under a blank label that was put on", () => {
    expect(collectedBy([scan("commissioning", "NEW", { replaces: "CODE1" }), scan("collecting", "NEW")], "CODE1")).not.toBeNull();
  });
  it("does not count what was rejected or given up", () => {
    expect(collectedBy([scan("collecting", "CODE1", {}, "rejected")], "CODE1")).toBeNull();
    expect(isOpen(one, [scan("collecting", "CODE1", {}, "given_up")])).toBe(true);
  });
  it("is over when the server says so", () => expect(standing(task("1", "10:00", null, "A", "stored").units[0]!, [])).toBe("done"));
});

describe("a telephone", () => {
  it("is shown masked and rung in full, if it is known in full", () => {
    expect(masked("13812345678")).toBe("138****5678");
    expect(ringable("13812345678")).toBe("tel:13812345678");
    expect(ringable("138****5678")).toBeNull();
  });
  it("has a map that is the phone's own", () => {
    expect(wayTo("花园路8号", "Android")).toBe(`geo:0,0?q=${encodeURIComponent("花园路8号")}`);
    expect(wayTo("花园路8号", "iPhone")).toMatch(/^maps:/);
  });
});

describe("weighing", () => {
  const keys = (text: string): string => [...text].reduce((shown, key) => typed(shown, key), "");
  it.each([["52.3", "52.3", 52_300], ["052", "52", 52_000], [".5", "0.5", 500], ["1..2", "1.2", 1_200], ["1.5", "1.5", 1_500]])("%s is shown %s and means %i g", (pressed, shown, weight) => {
    expect(keys(pressed)).toBe(shown);
    expect(gramsOf(shown)).toBe(weight);
  });
  it.each(["", ".", "0", "2001"])("%s is no weight", (text) => expect(gramsOf(text)).toBeNull());
  // What was pressed stands there and is refused: it is never another number than the one that was meant.
  it.each([["12345", "too_heavy"], ["1.2345", "decimals"], ["0", "zero"]])("%s is shown as it was pressed and is wrong: %s", (pressed, wrong) => {
    expect(keys(pressed)).toBe(pressed);
    expect(weighed(pressed).wrong).toBe(wrong);
  });
  it("takes back a key", () => expect(typed("52.3", "back")).toBe("52."));
});

describe("a new price", () => {
  it.each([["31", 3_100], ["３１", 3_100], ["40.5", 4_050], ["40。50", 4_050], ["¥40", 4_000], ["40 元", 4_000], ["999999.99", 99_999_999], ["0", 0]])("%s is %i fen", (text, fen) => expect(priced(text)).toEqual({ fen, wrong: null }));
  it.each([["", "empty"], ["31.999", "decimals"], ["99999999", "large"], ["-5", "negative"], ["－５", "negative"], ["1e3", "number"], ["四十", "number"], ["1,000", "number"]])("%s is none: %s", (text, wrong) => expect(priced(text)).toEqual({ fen: null, wrong }));
});
