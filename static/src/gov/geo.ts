/** The licensed map, where the operator has imported one. Without it, or without a sheet for a place, there is a treemap. */
import { shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { get, type Answer } from "../shared/api/client";

export type Manifest = Answer<"get", "/geo/manifest.json">;
export interface Sheet {
  /** The code of the place whose parts are drawn. */
  code: string;
  drawing: { type: "FeatureCollection"; features: { properties: { code: string; name: string } }[] };
}

let asking: Promise<Manifest | null> | null = null;

function manifest(): Promise<Manifest | null> {
  asking ??= get("/geo/manifest.json").catch(() => {
    asking = null;
    return null;
  });
  return asking;
}

/** What is under a map: its approval number, source and date. Never shown without the map itself. */
export function useSheet(region: Ref<string>): { sheet: ShallowRef<Sheet | null>; caption: ShallowRef<Manifest | null> } {
  const sheet = shallowRef<Sheet | null>(null);
  const caption = shallowRef<Manifest | null>(null);

  async function load(code: string): Promise<void> {
    sheet.value = null;
    const known = await manifest();
    if (!known?.sheets.includes(code)) return;
    const answer = await fetch(`/geo/${code}.json`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || !(answer.headers.get("Content-Type") ?? "").includes("json")) return;
    const drawing = (await answer.json().catch(() => null)) as Sheet["drawing"] | null;
    if (code !== region.value || drawing?.type !== "FeatureCollection") return;
    caption.value = known;
    sheet.value = { code, drawing };
  }
  watch(region, load, { immediate: true });
  return { sheet, caption };
}
