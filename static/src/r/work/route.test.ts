import { describe, expect, it } from "vitest";
import { apart, nearestFirst, type Spot } from "./route";

const spot = (address: string, region = "371502"): Spot => ({ region, address });
const way = (addresses: string[], start: Spot | null = null): string[] => nearestFirst(addresses.map((one) => spot(one)), (one) => one, start).map((one) => one.address);

describe("how far apart two doors are", () => {
  const here = spot("柳园街道花园路8号3单元501");
  it.each([
    ["the same house", "柳园街道花园路8号1单元101", 0],
    ["the same road", "柳园街道花园路12号", 4],
  ])("%s", (_what, address, far) => expect(apart(here, spot(address))).toBe(far));
  it("grows from house to road to quarter to district", () => {
    const others = ["柳园街道花园路12号", "柳园街道花园路", "柳园街道兴华路8号", "新区街道花园路8号"].map((one) => apart(here, spot(one)));
    const elsewhere = apart(here, spot("柳园街道花园路8号", "371503"));
    expect([...others, elsewhere]).toEqual([...others, elsewhere].sort((one, other) => one - other));
    expect(new Set([...others, elsewhere]).size).toBe(5);
  });
});

describe("the way through a window", () => {
  it("counts houses as numbers, not as letters", () => expect(way(["花园路12号", "花园路8号", "花园路100号"])).toEqual(["花园路8号", "花园路12号", "花园路100号"]));
  it("begins near the door one stands at", () => {
    expect(way(["柳园街道花园路8号", "新区街道东昌路3号", "新区街道东昌路99号"], spot("新区街道东昌路90号"))).toEqual(["新区街道东昌路99号", "新区街道东昌路3号", "柳园街道花园路8号"]);
  });
  it("does not cross the town between two doors of one road", () => {
    expect(way(["柳园街道花园路8号", "新区街道东昌路3号", "柳园街道花园路20号"])).toHaveLength(3);
    const found = way(["柳园街道花园路8号", "新区街道东昌路3号", "柳园街道花园路20号"]);
    expect(Math.abs(found.indexOf("柳园街道花园路8号") - found.indexOf("柳园街道花园路20号"))).toBe(1);
  });
  it("keeps what it cannot read", () => expect(way(["", "不详", "8"]).sort()).toEqual(["", "8", "不详"]));
});
