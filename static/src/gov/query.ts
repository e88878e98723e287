/** What a board asks: the period, the category, the comparison. It lives in the address, so a link shows the same. */
import type { LocationQuery } from "vue-router";
import { dayOf } from "../shared/format";

export const PERIODS = ["today", "week", "month", "last_month", "quarter", "year", "custom"] as const;
export type PeriodName = (typeof PERIODS)[number];
export type Compare = "previous" | "year";

export interface Asked {
  from: string;
  to: string;
  category?: string;
  compare?: Compare;
}

const DAY_MS = 86_400_000;
const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The named period's first and last Shanghai day. */
export function spanOf(name: PeriodName, today: string = dayOf(new Date())): { from: string; to: string } {
  const back = (days: number): string => dayOf(new Date(new Date(`${today}T12:00:00+08:00`).getTime() - days * DAY_MS));
  const month = today.slice(0, 8);
  switch (name) {
    case "today":
      return { from: today, to: today };
    case "week":
      return { from: back(6), to: today };
    case "quarter":
      return { from: back(89), to: today };
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case "last_month": {
      const last = dayOf(new Date(new Date(`${month}01T12:00:00+08:00`).getTime() - DAY_MS));
      return { from: `${last.slice(0, 8)}01`, to: last };
    }
    default:
      return { from: `${month}01`, to: today };
  }
}

export function periodOf(query: LocationQuery): PeriodName {
  const { period } = query;
  return PERIODS.find((one) => one === period) ?? "month";
}

/** The question in the API's words. */
export function askedOf(query: LocationQuery): Asked {
  const period = periodOf(query);
  const named = spanOf(period);
  const asked: Asked = period === "custom" && isDay(query.from) && isDay(query.to) ? { from: query.from, to: query.to } : named;
  if (typeof query.category === "string" && query.category) asked.category = query.category;
  if (query.compare === "year" || query.compare === "previous") asked.compare = query.compare;
  else if (query.compare !== "none") asked.compare = "previous";
  return asked;
}

/** By day, week or month, so that a line has neither three points nor four hundred. */
export function grainOf({ from, to }: Asked): "day" | "week" | "month" {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days <= 45 ? "day" : days <= 200 ? "week" : "month";
}
