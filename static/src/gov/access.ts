import { computed, type ComputedRef } from "vue";
import { useSession } from "../shared/session";

export const OVERSEERS = ["district_officer", "city_officer", "province_officer", "auditor"] as const;
export const OFFICERS = ["district_officer", "city_officer", "province_officer"] as const;

/** The region somebody answers for; a board never leaves it. */
export function useOwnRegion(): ComputedRef<string> {
  const session = useSession();
  return computed(() => session.who?.region?.id ?? "");
}

/** Whether the person signed in has one of these roles. The server decides; this only hides what would be refused. */
export function useHasRole(roles: readonly string[]): ComputedRef<boolean> {
  const session = useSession();
  return computed(() => roles.includes(session.role ?? ""));
}
