/** Finds the district that a pasted line names, in the platform's own list of regions. */
import { get, type Row } from "../shared/api/client";
import type { Place } from "./draft";
import type { Read } from "./paste";

export type Region = Row<"/api/v1/regions">;

/** The provinces, or what lies under a node. */
export async function under(parent: string | null): Promise<Region[]> {
  return (await get("/api/v1/regions", { query: parent ? { parent } : {} })).items;
}

/** Places whose name holds `text`. */
export async function search(text: string): Promise<Region[]> {
  return (await get("/api/v1/regions", { query: { q: text } })).items;
}

/** A node with its whole name; null unless one can book there. */
export async function placeOf(code: string): Promise<Place | null> {
  const found = await get("/api/v1/regions/{code}", { path: { code } });
  return found.leaf ? { code: found.code, name: found.path.map((one) => one.name).join(" ") } : null;
}

/** The one district that fits what was read, or null: a wrong one would send the collector elsewhere. */
export async function placeOfRead(read: Pick<Read, "province" | "city" | "district">): Promise<Place | null> {
  const named = [read.province, read.city, read.district].filter(Boolean);
  const last = named.at(-1);
  if (!last || last === read.province) return null;
  const leaves = (await search(last.slice(0, 20))).filter((one) => one.leaf && one.name.endsWith(last));
  const places = await Promise.all(leaves.slice(0, 8).map((one) => placeOf(one.code)));
  const fitting = places.filter((one): one is Place => one !== null && named.every((name) => one.name.includes(name)));
  return fitting.length === 1 ? fitting[0]! : null;
}
