/** What `/obj/{code}` tells machines: nothing personal, the same as the public page. */
export interface CertificateStep {
  step: string;
  at: string;
  stage: string;
  place: string | null;
  organisation: string | null;
  licence_no: string | null;
  weight_g: number | null;
}

export interface Certificate {
  code: string;
  url: string;
  item_type: string | null;
  item_name_zh: string | null;
  item_name_en: string | null;
  stage: string;
  weight_g: number | null;
  timeline: { milestone: string; progress: string; steps: CertificateStep[] }[];
  outputs: { name_zh: string; name_en: string; mass_g: number }[];
  avoided_co2e_kg: number | null;
}

/** Who dismantled it, or holds it to do so, and when it was done; null while it is on its way. */
export function dismantler(found: Pick<Certificate, "timeline">): { organisation: string; licence_no: string | null; dismantled_at: string | null } | null {
  const steps = found.timeline.flatMap((stop) => stop.steps);
  const done = steps.find((one) => one.step === "disassembling");
  const got = done ?? steps.find((one) => one.stage === "received");
  return got?.organisation ? { organisation: got.organisation, licence_no: got.licence_no, dismantled_at: done?.at ?? null } : null;
}
