/** The web apps: which page serves which roles. The server has the same table in `api/web_build.py`. */

export type EntryName = "m" | "r" | "d" | "gov" | "o";

export const ENTRIES: Record<EntryName, readonly string[]> = {
  m: ["consumer"],
  r: ["recycler_staff", "recycler_manager", "warehouse"],
  // A warehouse works by phone between the shelves and at a desk by the door; the phone's app comes first.
  d: ["dismantler", "warehouse"],
  gov: ["community_worker", "district_officer", "city_officer", "province_officer", "auditor", "system_admin"],
  // Whoever applies for an organisation comes here before they have any role; managers of every trade may, too.
  o: ["refurbisher", "retailer_clerk"],
};

/** The address of a person's app, or of their plain page where no app exists for them yet. */
export function homeOf(role: string): string {
  const found = (Object.keys(ENTRIES) as EntryName[]).find((name) => ENTRIES[name].includes(role));
  return found ? `/${found}/` : "/me";
}
