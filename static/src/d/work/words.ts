/** What the record's codes are called. */
import { has, t } from "../../shared/i18n";

const REFUSED = "refused";
const OFFICIAL = "official: ";

/** A hold's reason; the record marks what its destination refused and what an office holds by how the reason begins. */
export function holdText(reason: string): string {
  if (reason.startsWith(OFFICIAL)) return `${t("d.hold.official")} ${reason.slice(OFFICIAL.length)}`;
  if (reason === REFUSED || reason.startsWith(`${REFUSED}: `)) return [t("d.hold.refused"), reason.slice(REFUSED.length).replace(/^:\s*/, "")].filter(Boolean).join(" ");
  return reason || t("d.hold.held");
}

/** The word of a closed list, or the code itself. */
export function word(list: "step" | "pending" | "alert" | "licence" | "load" | "flag" | "reason", code: string): string {
  const key = `d.${list}.${code}`;
  return has(key, "zh-CN") ? t(key) : code;
}

export function stageName(code: string): string {
  return has(`stage.${code}`, "zh-CN") ? t(`stage.${code}`) : code;
}

/** Whole days that something has stood. */
export function daysSince(at: string, now: number = Date.now()): number {
  return Math.max(0, Math.floor((now - new Date(at).getTime()) / 86_400_000));
}
