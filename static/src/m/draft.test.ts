import { beforeEach, describe, expect, it } from "vitest";
import { basket, booked, bookingKey, collect, door, drop, forget, kept, type Promised } from "./draft";

const price = (id: string, region = "371502", until = "2099-01-01T00:00:00Z"): Promised => ({ id, type: "FRIDGE", total: 100, until, region });

beforeEach(() => {
  forget();
  localStorage.clear();
  sessionStorage.clear();
});

describe("what was filled in", () => {
  it("survives a reload, the door only as long as the tab", () => {
    collect(price("a"));
    door.value.name = "张三";
    expect(kept<Promised[]>(localStorage, "basket", () => []).value.map((one) => one.id)).toEqual(["a"]);
    expect(kept(sessionStorage, "door", () => ({ name: "" })).value.name).toBe("张三");
    expect(JSON.stringify({ ...localStorage })).not.toContain("张三");
  });

  it("is empty again when what is kept cannot be read", () => {
    localStorage.setItem("tradein.m.odd", "{");
    expect(kept(localStorage, "odd", () => "empty").value).toBe("empty");
  });
});

describe("the basket", () => {
  it("holds each price once, of one district, and none gone by", () => {
    collect(price("other place", "371503"));
    collect(price("gone by", "371502", "2020-01-01T00:00:00Z"));
    collect(price("a"));
    collect(price("b"));
    collect(price("a"));
    expect(basket.value.map((one) => one.id)).toEqual(["b", "a"]);
    drop("b");
    expect(basket.value.map((one) => one.id)).toEqual(["a"]);
  });

  it("has a new key whenever it changed, and the same one for a second try", () => {
    const keys = new Set([bookingKey.value]);
    collect(price("a"));
    keys.add(bookingKey.value);
    drop("a");
    keys.add(bookingKey.value);
    booked();
    keys.add(bookingKey.value);
    expect(keys.size).toBe(4);
  });
});
