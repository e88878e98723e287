/** What codes are called on an organisation's own pages, and what people type there as the API wants it. */
import { has, t } from "../i18n";

/** The name of a code in one of the closed lists, or the code itself. */
export function nameOf(list: string, code: string): string {
  const key = `firm.${list}.${code}`;
  return has(key, "zh-CN") ? t(key) : code;
}

export function roleName(role: string): string {
  return has(`role.${role}`, "zh-CN") ? t(`role.${role}`) : role;
}

/** Which roles a member with this role may give; the server decides. */
export function below(role: string): readonly string[] {
  return role === "recycler_manager" ? ["recycler_staff", "warehouse", "recycler_manager"] : [role];
}

/** Networks written one a line, blanks and commas forgiven. */
export function networksOf(text: string): string[] {
  return text.split(/[\s,,;;]+/).filter(Boolean);
}

/** The end of a day in Beijing as an instant. */
export function endOf(day: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59+08:00` : null;
}

/** A day so many days from now, in Beijing, as a date field has it. */
export function dayIn(days: number, from = Date.now()): string {
  return new Date(from + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

export const ORGANISATION_KINDS = ["recycler", "warehouse", "dismantler", "refurbisher", "retailer"] as const;
export const LICENCE_KINDS = ["recycling", "dismantling", "hazardous_waste", "second_hand", "transport"] as const;
export const SITE_KINDS = ["shop", "warehouse", "dismantling", "refurbishing", "retail", "office"] as const;
export const PAPER_KINDS = ["business_licence", ...LICENCE_KINDS, "other"] as const;

/** Which licence an organisation of a kind needs before anything else. */
export const FIRST_LICENCE: Record<string, (typeof LICENCE_KINDS)[number]> = { recycler: "recycling", dismantler: "dismantling", refurbisher: "second_hand", warehouse: "transport" };

const [R, W, D, F] = ["recycler_manager", "warehouse", "dismantler", "refurbisher"];

/** What a key for another system may do, and whose managers may give it; all of them without. The server decides. */
export const SCOPES: Record<string, readonly (readonly [scope: string, roles?: readonly (string | undefined)[]])[]> = {
  read: [
    ["order:read", [R]],
    ["unit:read", [R, W, D, F]],
    ["unit_trace:read"],
    ["load:read", [R, W, D, F]],
    ["label:read", [R, W, D, F]],
    ["output:read", [R, W, D]],
    ["dismantling:read", [D]],
    ["waste_transfer:read", [D]],
    ["slot:read"],
    ["price:read", [R]],
    ["tally:read"],
    ["region:read"],
    ["item_type:read"],
  ],
  write: [
    ["scan:create", [R, W, D, F]],
    ["photo:create"],
    ["load:create", [R, W]],
    ["order:update", [R]],
    ["label:create", [R, W]],
    ["slot:create", [R]],
    ["output:create", [D]],
    ["dismantling:create", [D]],
    ["dismantling:update", [D]],
    ["waste_transfer:create", [D]],
    ["waste_transfer:update", [D]],
  ],
  take: [["export:export"]],
};

/** How urgent an application's state looks. */
export const TONES: Record<string, string> = { submitted: "info", returned: "warn", refused: "bad", withdrawn: "grey" };
