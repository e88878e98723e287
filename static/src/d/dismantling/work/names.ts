/** What codes are called. Item types and wastes come from the reference data; closed lists are texts of this app. */
import { shallowRef } from "vue";
import { get, type Answer, type Row } from "../../../shared/api/client";
import { has, t } from "../../../shared/i18n";
import { language } from "../../../shared/language";

type ItemType = Row<"/api/v1/item-types">;
type Waste = Row<"/api/v1/hazardous-wastes">;
export type Gas = Answer<"get", "/api/v1/item-types/{code}">["refrigerants"][number];

/** The order of the packaged table; the server refuses any other. */
export const GROUPS = ["FRIDGE", "AC", "WASHER", "TV_FPD", "TV_CRT", "PC_DESKTOP", "LAPTOP", "TABLET", "PHONE", "OFFICE", "RANGE_HOOD", "WATER_HEATER_ELECTRIC", "WATER_HEATER_GAS", "DRYER", "KITCHEN"] as const;
export type Group = (typeof GROUPS)[number];

const types = shallowRef(new Map<string, ItemType>());
const wastes = shallowRef(new Map<string, Waste>());
const gases = shallowRef(new Map<string, Gas[]>());
let asking: Promise<void> | null = null;

/** Fetch item types and wastes once; names appear when they are there. */
export function loadNames(): Promise<void> {
  asking ??= Promise.all([get("/api/v1/item-types"), get("/api/v1/hazardous-wastes")])
    .then(([kinds, listed]) => {
      types.value = new Map(kinds.items.map((one) => [one.code, one]));
      wastes.value = new Map(listed.items.map((one) => [one.code, one]));
    })
    .catch(() => void (asking = null));
  return asking;
}

/** Fetch which refrigerants an item type may hold. */
export async function loadGases(itemType: string): Promise<void> {
  if (gases.value.has(itemType) || !types.value.get(itemType)?.refrigerant_bearing) return;
  try {
    const page = await get("/api/v1/item-types/{code}", { path: { code: itemType } });
    gases.value = new Map([...gases.value, [itemType, page.refrigerants.filter((gas) => gas.role === "REFRIGERANT")]]);
  } catch {
    // Asked again with the next look at the sheet.
  }
}

export function gasesOf(itemTypes: Iterable<string>): string[] {
  return [...new Set([...itemTypes].flatMap((one) => (gases.value.get(one) ?? []).map((gas) => gas.code)))];
}

export function bearsRefrigerant(itemType: string): boolean {
  return types.value.get(itemType)?.refrigerant_bearing ?? false;
}

export function allTypes(): ItemType[] {
  return [...types.value.values()];
}

export function kindName(code: string): string {
  const found = types.value.get(code);
  return found ? found[language.value === "zh" ? "name_zh" : "name_en"] : code;
}

/** The name of an output, with the codes of its wastes if it is one. */
export function outputName(code: string): string {
  return listed("output", code);
}

export function groupName(code: string): string {
  return listed("group", code);
}

/** HW49 900-045-49. */
export function wasteLabel(code: string): string {
  const found = wastes.value.get(code);
  return `${found?.hw_class ?? `HW${code.slice(-2)}`} ${code}`;
}

export function wasteName(code: string): string {
  const found = wastes.value.get(code);
  return found ? found[language.value === "zh" ? "name_zh" : "name_en"] : "";
}

/** Whose number a tolerance is; the platform's own mark for its defaults is said in the reader's language. */
export function sourceOf(source: string): string {
  return source.startsWith("platform default") ? t("dismantling.balance.default_source") : source;
}

function listed(list: "output" | "group", code: string): string {
  const key = `dismantling.${list}.${code}`;
  return has(key, "zh-CN") ? t(key) : code;
}
