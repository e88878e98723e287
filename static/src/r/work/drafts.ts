/** A pick-up that was begun: it survives a reload and a call in between. */
import { memory } from "./memory";

export interface Draft {
  /** The label on the appliance, as scanned or typed. */
  label: string | null;
  weight: string;
  /** Why it could not be weighed. */
  unweighed: string;
  photos: { slot: string; hash: string }[];
  code: string;
  step: number;
}

type Drafts = Record<string, Draft>;
const EMPTY: Draft = { label: null, weight: "", unweighed: "", photos: [], code: "", step: 0 };

async function drafts(): Promise<Drafts> {
  return (await (await memory()).paper<Drafts>("drafts")) ?? {};
}

export async function draftOf(unit: string): Promise<Draft> {
  return { ...EMPTY, ...(await drafts())[unit] };
}

export async function keepDraft(unit: string, draft: Draft): Promise<void> {
  await (await memory()).keepPaper("drafts", { ...(await drafts()), [unit]: draft });
}

export async function dropDraft(unit: string): Promise<void> {
  const { [unit]: _done, ...rest } = await drafts();
  await (await memory()).keepPaper("drafts", rest);
}
