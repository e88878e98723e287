import type { Answer } from "../api/client";

export type Application = Answer<"get", "/api/v1/applications/{application_id}">;

/** A licence as somebody types it. */
export interface StatedLicence {
  kind: string;
  number: string;
  valid_from: string;
  valid_to: string;
}

/** What an application asks for, as a form has it. */
export interface Wish {
  name: string;
  region: string;
  premises: string;
  licences: StatedLicence[];
}

export const emptyWish = (): Wish => ({ name: "", region: "", premises: "", licences: [] });

/** What was asked for, to be corrected. */
export function wishOf({ content }: Pick<Application, "content">): Wish {
  return { name: content.name ?? "", region: content.region ?? "", premises: content.premises ?? "", licences: (content.licences ?? []).map((one) => ({ ...one })) };
}

/** As the API wants it: what is left empty stays as it is. */
export function stated(wish: Wish): { name?: string; region?: string; premises?: string; licences: never[] } {
  const said = Object.fromEntries((["name", "region", "premises"] as const).map((key) => [key, wish[key].trim()]).filter(([, value]) => value));
  return { ...said, licences: wish.licences.map((one) => ({ ...one, number: one.number.trim() })) as never[] };
}
