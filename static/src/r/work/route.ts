/**
 * The way through the day when bookings carry no position: how far apart two doors are by what their addresses say.
 * Pure. District, road or estate, house number, in this order; a road is taken to be shorter than the way to another.
 */

export interface Spot {
  /** The district's six digits. */
  region: string;
  address: string;
}

interface Read {
  area: string;
  road: string;
  number: number | null;
}

// 街道, 镇, 乡 and 社区 say the quarter; 路, 街, 巷, 小区 … the road or the estate; what follows up to 号 the house.
const AREA = /^(.*?(?:街道|镇|乡|社区))/;
const ROAD = /^(.*?(?:大道|大街|路|街|巷|弄|胡同|小区|公寓))/;
const NUMBER = /^\D*?(\d+)/;
const ELSEWHERE = 1_000_000;
const OTHER_AREA = 100_000;
const OTHER_ROAD = 10_000;
const UNNUMBERED = 1_000;

function read(address: string): Read {
  const text = address.replace(/\s+/g, "");
  const area = AREA.exec(text)?.[1] ?? "";
  const rest = text.slice(area.length);
  const road = ROAD.exec(rest)?.[1] ?? rest.replace(/\d.*$/, "");
  const number = NUMBER.exec(rest.slice(road.length))?.[1];
  return { area, road, number: number === undefined ? null : Number(number) };
}

/** How far apart, without a unit: only good for comparing. Zero is the same house. */
export function apart(one: Spot, other: Spot): number {
  if (one.region !== other.region) return ELSEWHERE + Math.abs(Number(one.region) - Number(other.region));
  const [here, there] = [read(one.address), read(other.address)];
  if (here.area !== there.area) return OTHER_AREA;
  if (here.road !== there.road) return OTHER_ROAD;
  if (here.number === null || there.number === null) return here.number === there.number ? 0 : UNNUMBERED;
  return Math.min(UNNUMBERED - 1, Math.abs(here.number - there.number));
}

/** From `start` always to the nearest that is left; without a start from the first in the order of addresses. */
export function nearestFirst<T>(stops: readonly T[], where: (stop: T) => Spot, start: Spot | null): T[] {
  const left = [...stops].sort((one, other) => compared(where(one), where(other)));
  const way: T[] = [];
  let at = start;
  while (left.length) {
    const next = at === null ? 0 : nearest(left.map(where), at);
    const [stop] = left.splice(next, 1);
    way.push(stop!);
    at = where(stop!);
  }
  return way;
}

function nearest(spots: readonly Spot[], from: Spot): number {
  return spots.reduce((best, spot, place) => (apart(spot, from) < apart(spots[best]!, from) ? place : best), 0);
}

/** House 9 before house 10. Not by the language's own order: only a certain one is needed, and that one is slow to begin. */
function compared(one: Spot, other: Spot): number {
  const [first, second] = [one, other].map((spot) => `${spot.region} ${spot.address.replace(/\d+/g, (number) => number.padStart(6, "0"))}`);
  return first! < second! ? -1 : first === second ? 0 : 1;
}
