import { afterEach, describe, expect, it } from "vitest";
import { addressIn, change, clock, count, day, dayOf, figure, labelCode, moment, money, share, since, UNKNOWN, weight } from "./format";
import { language } from "./language";

afterEach(() => {
  language.value = "zh";
});

describe("values", () => {
  it("shows fen as yuan, exactly", () => {
    expect(money(1250)).toBe("¥12.50");
    expect(money(0)).toBe("¥0.00");
    expect(money(-990)).toBe("-¥9.90");
    expect(money(123_456_789_01)).toBe("¥123,456,789.01");
  });

  it("shows grams as kilograms, and many as tonnes", () => {
    expect(weight(48_250)).toBe("48.25 kg");
    expect(weight(5)).toBe("0.005 kg");
    expect(weight(9_999_999)).toBe("9,999.999 kg");
    expect(weight(12_345_678)).toBe("12.3 t");
  });

  it("shows what is unknown as unknown, not as zero", () => {
    for (const shown of [money, weight, share, change, count, moment, clock, day, since]) expect(shown(null)).toBe(UNKNOWN);
    expect(count(0)).toBe("0");
  });

  it("shows shares and changes with one digit", () => {
    expect(share(811)).toBe("81.1%");
    expect(change(34)).toBe("+3.4%");
    expect(change(-100)).toBe("-10.0%");
    expect(change(0)).toBe("0.0%");
  });

  it("shows a figure in the unit the API names", () => {
    expect([figure(1200, "unit"), figure(1200, "g"), figure(1200, "fen"), figure(811, "permille")]).toEqual(["1,200", "1.2 kg", "¥12.00", "81.1%"]);
  });
});

describe("times", () => {
  it("are Beijing's wherever the reader is", () => {
    expect(moment("2026-11-21T23:30:00Z")).toBe("2026-11-22 07:30");
    expect(clock("2026-11-21T16:00:05Z")).toBe("00:00:05");
    expect(dayOf("2026-11-21T15:59:59Z")).toBe("2026-11-21");
    expect(dayOf("2026-11-21T16:00:00Z")).toBe("2026-11-22");
  });

  it("are in the reader's words", () => {
    expect(day("2026-11-21")).toBe("11月21日周六");
    language.value = "en";
    expect(day("2026-11-21")).toMatch(/Sat,? 21 Nov/);
    expect(moment("2026-11-21T00:00:00Z")).toBe("2026-11-21 08:00");
  });

  it("tell how long ago in the largest fitting unit", () => {
    const at = Date.parse("2026-11-21T12:00:00Z");
    expect(since("2026-11-21T11:58:00Z", at)).toBe("2分钟前");
    expect(since("2026-11-21T09:00:00Z", at)).toBe("3小时前");
    expect(since("2026-11-11T12:00:00Z", at)).toBe("10天前");
    expect(since("2026-11-21T12:45:00Z", at)).toBe("45分钟后");
    expect(since("2026-11-21T12:00:20Z", at)).toBe("此刻");
    language.value = "en";
    expect(since("2026-11-21T11:59:00Z", at)).toBe("1 minute ago");
    expect(since("2026-11-22T15:00:00Z", at)).toBe("in 27 hours");
    expect(since("2026-11-19T12:00:00Z", at)).toBe("2 days ago");
    expect(since("2026-11-21T12:00:20Z", at)).toBe("now");
  });
});

it("groups a label's code as printed", () => {
  expect(labelCode("TG59KMBKC2J2J")).toBe("TG59-KMBK-C2J2-J");
  expect(labelCode("X-1")).toBe("X-1");
});

it("names the district once", () => {
  expect(addressIn("东昌府区", "东昌府区古楼街道东湖名邸3号楼")).toBe("东昌府区古楼街道东湖名邸3号楼");
  expect(addressIn("东昌府区", "古楼街道东湖名邸3号楼")).toBe("东昌府区 古楼街道东湖名邸3号楼");
  expect(addressIn("东昌府区", null)).toBe("东昌府区");
});
