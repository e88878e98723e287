/** What is known about an appliance on the bench: from its load, from the record, from its label, or nothing. */
import { get, type Answer, type Row } from "../../shared/api/client";
import { problemOf } from "../../shared/api/problem";
import { useGround } from "./ground";
import { useOutbox } from "./outbox";

export type Photo = Row<"/api/v1/units/{code}/photos">;
export type Unit = Answer<"get", "/api/v1/units/{code}">;

export interface Card {
  code: string;
  itemType: string | null;
  weight: number | null;
  stage: string | null;
  since: string | null;
  /** Why it is held, if it is. */
  hold: string | null;
  load: string | null;
  /** Null: not to be seen from here yet. */
  photos: Photo[] | null;
  /** Who took it in first, when it stands here already. */
  first: { at: string; by: string | null; weight: number | null } | null;
  /** `none`: the platform has never heard of this code. `offline`: nobody could be asked. */
  source: "unit" | "load" | "label" | "offline" | "none";
}

const HERE = ["stored", "received"];

export async function lookUp(code: string): Promise<Card> {
  const known = fromGround(code);
  if (!useOutbox().online) return known ?? blank(code, "offline");
  try {
    const unit = await get("/api/v1/units/{code}", { path: { code } });
    const [photos, first] = await Promise.all([photosOf(unit.code), HERE.includes(unit.stage) ? arrivalOf(unit.code) : null]);
    const card: Card = { code: unit.code, itemType: unit.item_type, weight: unit.weight_g ?? null, stage: unit.stage, since: unit.stage_since, hold: unit.on_hold ? (unit.hold_reason ?? "") : null, load: known?.load ?? null, photos, first, source: "unit" };
    return card;
  } catch (error) {
    const { status } = problemOf(error);
    if (status === 0 || status >= 500) return known ?? blank(code, "offline");
    return known ?? (await fromLabel(code));
  }
}

function blank(code: string, source: Card["source"]): Card {
  return { code, itemType: null, weight: null, stage: null, since: null, hold: null, load: null, photos: null, first: null, source };
}

function fromGround(code: string): Card | null {
  const { ground } = useGround();
  const aboard = ground?.aboard[code];
  const unit = ground?.units[code];
  if (unit) return { ...blank(code, "unit"), itemType: unit.item_type, weight: unit.weight_g ?? null, stage: unit.stage, since: unit.stage_since, hold: unit.on_hold ? (unit.hold_reason ?? "") : null, load: aboard?.load ?? null };
  return aboard ? { ...blank(code, "load"), itemType: aboard.item_type, weight: aboard.weight_g ?? null, stage: aboard.stage, hold: aboard.on_hold ? (aboard.hold_reason ?? "") : null, load: aboard.load } : null;
}

/** What the label itself tells everybody: category and last weight, nothing personal. */
async function fromLabel(code: string): Promise<Card> {
  try {
    const answer = await fetch(`/obj/${encodeURIComponent(code)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return blank(code, "none");
    const told = (await answer.json()) as { item_type?: string; weight_g?: number | null; stage?: string; on_hold?: boolean };
    return { ...blank(code, "label"), itemType: told.item_type ?? null, weight: told.weight_g ?? null, stage: told.stage ?? null, hold: told.on_hold ? "" : null };
  } catch {
    return blank(code, "offline");
  }
}

export async function photosOf(code: string): Promise<Photo[] | null> {
  try {
    return (await get("/api/v1/units/{code}/photos", { path: { code } })).items;
  } catch {
    return null;
  }
}

async function arrivalOf(code: string): Promise<Card["first"]> {
  try {
    const { events } = await get("/api/v1/units/{code}/trace", { path: { code } });
    const found = [...(events ?? [])].reverse().find((one) => one.step === "receiving" && !one.declared_wrong);
    return found ? { at: found.event_time, by: found.site_name ?? found.organisation ?? null, weight: found.weight_g ?? null } : null;
  } catch {
    return null;
  }
}
