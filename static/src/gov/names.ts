/** What codes are called. Item types come from the reference data; closed lists are texts of this app. */
import { shallowRef } from "vue";
import { get, type Row } from "../shared/api/client";
import { named } from "../shared/format";
import { has, t } from "../shared/i18n";
import { language } from "../shared/language";

type ItemType = Row<"/api/v1/item-types">;

const types = shallowRef(new Map<string, ItemType>());
let asking: Promise<void> | null = null;

/** Fetch the item types once; names appear when they are there. */
export function loadItemTypes(): Promise<void> {
  asking ??= get("/api/v1/item-types")
    .then(({ items }) => void (types.value = new Map(items.map((one) => [one.code, one]))))
    .catch(() => void (asking = null));
  return asking;
}

/** An answer whose rows name item types, once the names are there too: else a table's columns would move with them. */
export async function withItemTypes<T>(asked: Promise<T>): Promise<T> {
  const [answer] = await Promise.all([asked, loadItemTypes()]);
  return answer;
}

export function itemTypes(): ItemType[] {
  return [...types.value.values()];
}

export function itemTypeName(code: string): string {
  const found = types.value.get(code);
  return found ? (language.value === "zh" ? found.name_zh : found.name_en) : code;
}

type Region = Row<"/api/v1/regions">;
const regions = shallowRef(new Map<string, string>());
const wanted = new Set<string>();

/** The node above: the province of a city, the city of a district; nothing above a province. */
function above(code: string): string | undefined {
  if (code.endsWith("0000")) return undefined;
  return code.endsWith("00") ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

/** Fetch the names of a region and its neighbours, once; `regionName` knows them when they are there. */
export function wantRegion(code: string): void {
  const parent = above(code);
  if (!/^\d{6}$/.test(code) || wanted.has(parent ?? "")) return;
  wanted.add(parent ?? "");
  get("/api/v1/regions", { query: parent ? { parent } : {} })
    .then(({ items }) => (regions.value = new Map([...regions.value, ...items.map((one: Region) => [one.code, one.name] as const)])))
    .catch(() => wanted.delete(parent ?? ""));
}

export function regionName(code: string): string {
  return regions.value.get(code) ?? "";
}

/** A figure's name where it stands by itself: the table writes English ones as inside a sentence. */
export function heading(row: { zh: string; en: string }): string {
  const name = named(row);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name of a code in one of the closed lists, or the code itself. */
export function nameOf(list: "step" | "flag" | "material" | "organisation_kind" | "organisation_state" | "licence" | "alert_kind" | "alert_state" | "alert_action" | "alert_note" | "order_state" | "order_action" | "order_reason" | "load_state" | "reason" | "application_state" | "application_kind" | "application_action" | "correction_state" | "correction_kind" | "pending_state" | "stop" | "sight_kind", code: string): string {
  const key = `gov.${list}.${code}`;
  return has(key, "zh-CN") ? t(key) : code;
}

export function stageName(code: string): string {
  return has(`stage.${code}`, "zh-CN") ? t(`stage.${code}`) : code;
}

/** Whether `code` lies in `territory`, both GB/T 2260: the trailing zero pairs of a province or city stand for all below. */
export function within(code: string, territory: string): boolean {
  const stem = territory.replace(/(00)+$/, "");
  return code.startsWith(stem);
}

const OFFICIAL = "official: ";

/** Why a unit is held or an event happened: a code of ours in words, or what somebody wrote; whose hold it is, said first. */
export function reasonOf(reason: string): string {
  if (reason.startsWith(OFFICIAL)) return `${t("gov.holds.official")} ${reason.slice(OFFICIAL.length)}`;
  return nameOf("reason", reason);
}
