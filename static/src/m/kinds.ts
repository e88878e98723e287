/** The kinds of appliances a consumer picks from: their pictures, and the six tiles they stand behind. */
import { has, t } from "../shared/i18n";

const files = import.meta.glob<string>("./pictures/*.svg", { eager: true, query: "?url", import: "default" });

/** Item type → name of its picture. */
const PICTURES: Record<string, string> = {
  FRIDGE: "fridge",
  FREEZER: "freezer",
  WASHER_DRUM: "washer",
  WASHER_PULSATOR: "washer-top",
  DRYER: "washer",
  AC_SPLIT_SET: "ac-split",
  AC_WINDOW: "ac-window",
  TV_FPD: "tv",
  TV_CRT: "tv-crt",
  LAPTOP: "laptop",
  PC_DESKTOP_HOST: "pc",
  MONITOR_LCD: "monitor",
  MONITOR_CRT: "tv-crt",
  TABLET: "tablet",
  PHONE_MOBILE: "phone",
  PRINTER: "printer",
  COPIER: "printer",
  FAX: "telephone",
  TELEPHONE: "telephone",
  WATER_HEATER_ELECTRIC: "heater-electric",
  WATER_HEATER_GAS: "heater-gas",
  RANGE_HOOD: "hood",
  DISHWASHER: "dishwasher",
  MICROWAVE: "microwave",
  RICE_COOKER: "cooker",
};

export interface Group {
  key: "cooling" | "washing" | "air" | "screen" | "computer" | "kitchen";
  types: readonly string[];
}

/** The six tiles, and the types behind each, commonest first. */
export const GROUPS: readonly Group[] = [
  { key: "cooling", types: ["FRIDGE", "FREEZER"] },
  { key: "washing", types: ["WASHER_DRUM", "WASHER_PULSATOR", "DRYER"] },
  { key: "air", types: ["AC_SPLIT_SET", "AC_WINDOW"] },
  { key: "screen", types: ["TV_FPD", "TV_CRT"] },
  { key: "computer", types: ["LAPTOP", "PC_DESKTOP_HOST", "MONITOR_LCD", "MONITOR_CRT", "PHONE_MOBILE", "TABLET", "PRINTER", "COPIER", "FAX", "TELEPHONE"] },
  { key: "kitchen", types: ["WATER_HEATER_ELECTRIC", "WATER_HEATER_GAS", "RANGE_HOOD", "DISHWASHER", "MICROWAVE", "RICE_COOKER"] },
];

export const TYPES: readonly string[] = GROUPS.flatMap((group) => group.types);

/** Address of a type's picture; the printer's box shape stands in for what has none. */
export function picture(type: string): string {
  return files[`./pictures/${PICTURES[type] ?? "printer"}.svg`]!;
}

/** What a type is called; its code when the reference data has grown past this app. */
export function kindName(type: string): string {
  return has(`m.kind.${type}`, "zh-CN") ? t(`m.kind.${type}`) : type;
}
