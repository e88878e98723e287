/** Reference numbers in the unit the API names: shown, and read from what somebody typed. */
import { count, named, share, UNKNOWN, weight } from "../shared/format";
import { t } from "../shared/i18n";

type Value = number | boolean | null | undefined;

export function shownNumber(value: Value, unit: string): string {
  if (value === null || value === undefined) return UNKNOWN;
  if (typeof value === "boolean") return value ? t("gov.numbers.yes") : t("gov.numbers.no");
  if (unit === "g") return weight(value);
  if (unit === "permille") return share(value);
  return `${count(value)} ${unit === "workday" ? named({ zh: "个工作日", en: "working days" }) : unit}`;
}

/** In which unit a number is typed: kilograms and percent, as people think of them; otherwise as it is kept. */
export function typedUnit(unit: string): string {
  return unit === "g" ? "kg" : unit === "permille" ? "%" : unit;
}

/** A typed number as the API keeps it; null for what is none. */
export function readNumber(text: string, unit: string): number | null {
  const found = /^\d{1,9}(?:\.\d{1,3})?$/.exec(text.trim());
  if (!found) return null;
  const factor = unit === "g" ? 1000 : unit === "permille" ? 10 : 1;
  const value = Number(text) * factor;
  return Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : null;
}

/** A kept number as somebody would type it. */
export function typed(value: Value, unit: string): string {
  if (typeof value !== "number") return "";
  return String(value / (unit === "g" ? 1000 : unit === "permille" ? 10 : 1));
}
