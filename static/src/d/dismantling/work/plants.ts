/** Which of a firm's sites take appliances apart. */
export function plants<T extends { kind: string }>(sites: readonly T[]): T[] {
  return sites.filter((one) => one.kind === "dismantling");
}
