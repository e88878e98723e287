/** Hazardous waste manifests: what the forms know before the server decides. */
import type { Answer } from "../../../shared/api/client";

export type Manifest = Answer<"get", "/api/v1/waste-transfers/{number}">;
export type Line = Manifest["lines"][number];

export const FORMS = ["solid", "semi_solid", "liquid", "gas"] as const;
export type Form = (typeof FORMS)[number];

/** What may be corrected by a record beside a signed manifest; numbers and masses may not (`CORRECTABLE` on the server). */
export const CORRECTABLE = ["carrier_name", "carrier_licence", "plate", "driver", "escort", "receiver_name", "receiver_licence", "receiver_address", "treatment", "generator_contact", "generator_phone"] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** The text fields of a manifest, as its form groups them. */
export const TEXTS = {
  generator: ["generator_contact", "generator_phone"],
  carrier: ["carrier_name", "carrier_licence", "plate", "driver", "escort"],
  receiver: ["receiver_name", "receiver_licence", "receiver_address", "treatment"],
} as const;
export const LONGEST: Record<string, number> = { generator_contact: 50, generator_phone: 20, carrier_name: 100, carrier_licence: 50, plate: 20, driver: 50, escort: 50, receiver_name: 100, receiver_licence: 50, receiver_address: 200, treatment: 100 };

/** What may wait until the manifest is signed, and what may stay empty for good. */
export const OPTIONAL: readonly string[] = ["driver", "escort", "receiver_address"];

/** How a manifest number begins: year, province and city of the plant; six digits of the series follow. */
export function prefixOf(region: string, year: number): string {
  return `${year}${region.slice(0, 4)}`;
}

/** What is wrong with a manifest number, as far as its form tells; null for none. */
export function numberFault(text: string, region: string, year: number): "length" | "prefix" | null {
  const bare = text.normalize("NFKC").replace(/\s+/g, "");
  if (!/^\d{14}$/.test(bare)) return "length";
  return bare.startsWith(prefixOf(region, year)) ? null : "prefix";
}

/** Whether it leaves the province, which needs an approval. */
export function crosses(receiver: string | null | undefined, region: string): boolean {
  return !!receiver && receiver.slice(0, 2) !== region.slice(0, 2);
}

/** Days until the receiver must have confirmed; negative once it is late. `today` is a day as the API writes it. */
export function daysLeft(due: string | null | undefined, today: string): number | null {
  if (!due) return null;
  return Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

/** Lines whose received weight is further off than `permille` of what left; those are declared as a mismatch. */
export function differing(lines: readonly Pick<Line, "seq" | "mass_g">[], received: ReadonlyMap<number, number>, permille: number): number[] {
  return lines.filter((line) => received.has(line.seq) && Math.abs(received.get(line.seq)! - line.mass_g) > Math.floor((line.mass_g * permille) / 1000)).map((line) => line.seq);
}
