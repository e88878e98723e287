/** Which of a firm's sites take appliances apart (`PLANT_KINDS` on the server). */
const KINDS: readonly string[] = ["dismantling", "dismantler"];

export function plants<T extends { kind: string }>(sites: readonly T[]): T[] {
  return sites.filter((one) => KINDS.includes(one.kind));
}
