/** What may be done about an entry of the line. Pure. */
import type { Item } from "../queue/item";

export const TONES: Record<Item["state"], string> = { done: "", waiting: "info", held: "warn", conflict: "warn", rejected: "bad", replaced: "grey", given_up: "grey" };

export type Fix = "code" | "weight" | "price" | "site" | "device";

/** What has to be corrected before a rejected scan can be sent again; `site` is where one is, if that is known. */
export function fixOf(item: Item, site?: string): Fix | null {
  const { reason } = item;
  if (item.state !== "rejected" || item.kind !== "scan" || !reason) return null;
  if (reason.code === "handover_wrong" || reason.field === "handover_code") return "code";
  if (reason.field === "weight_g") return "weight";
  if (reason.code === "price_differs") return "price";
  if (site && (["site_unknown", "site_foreign"].includes(reason.code) || reason.field === "site")) return "site";
  return ["device_unknown", "device_revoked"].includes(reason.code) ? "device" : null;
}
