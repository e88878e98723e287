/** The arithmetic of the live balance, for what is shown before the server has counted it. The server decides. */
import type { Answer } from "../../../shared/api/client";

export type Sheet = Answer<"get", "/api/v1/dismantlings/{number}">;
export type Balance = Sheet["balance"];

export type Tone = "good" | "warn" | "bad" | "grey";

/** In words and colour: within; still missing while work goes on; too much, which only a mistake explains; nothing yet. */
export function standing(balance: Pick<Balance, "input_g" | "missing_g" | "allowed_g" | "output_g" | "loss_g">): { key: "empty" | "within" | "missing" | "surplus"; tone: Tone } {
  if (balance.input_g === 0 && balance.output_g + balance.loss_g === 0) return { key: "empty", tone: "grey" };
  if (Math.abs(balance.missing_g) <= balance.allowed_g) return { key: "within", tone: "good" };
  return balance.missing_g > 0 ? { key: "missing", tone: "warn" } : { key: "surplus", tone: "bad" };
}

/** The balance once `grams` more have been weighed out or written off. */
export function after(balance: Balance, grams: number): Pick<Balance, "input_g" | "missing_g" | "allowed_g" | "output_g" | "loss_g"> {
  const { input_g, allowed_g, loss_g } = balance;
  return { input_g, allowed_g, loss_g, output_g: balance.output_g + grams, missing_g: balance.missing_g - grams };
}

/** How much of the input has come out and been written off, in whole per cent of a bar that ends at 100. */
export function shares(balance: Pick<Balance, "input_g" | "output_g" | "loss_g">): { output: number; loss: number } {
  const whole = Math.max(balance.input_g, balance.output_g + balance.loss_g);
  if (whole === 0) return { output: 0, loss: 0 };
  const output = Math.round((100 * balance.output_g) / whole);
  return { output, loss: Math.min(100 - output, Math.round((100 * balance.loss_g) / whole)) };
}

export type Lack = "units" | "checks" | "steps" | "refrigerant" | "outputs" | "note" | "stale" | "confirmation";

/** What still keeps the order from being closed, in the order in which the bench works; the server asks the same. */
export function lacks(sheet: Sheet, bears: (itemType: string) => boolean): Lack[] {
  const found: Lack[] = [];
  if (!sheet.units.length) found.push("units");
  if (sheet.units.some((unit) => !unit.checked_at)) found.push("checks");
  if (sheet.steps.some((step) => !step.done)) found.push("steps");
  if (refrigerantOpen(sheet, bears)) found.push("refrigerant");
  if (!sheet.outputs.some((one) => !one.withdrawn_at)) found.push("outputs");
  else if (sheet.units.length && standing(sheet.balance).key !== "within") found.push(...deviation(sheet));
  return found;
}

/** Whether a unit that holds refrigerant is covered by no entry: neither its own nor one for the whole order. */
export function refrigerantOpen(sheet: Sheet, bears: (itemType: string) => boolean): boolean {
  const covered = new Set(sheet.refrigerant.map((entry) => entry.unit ?? null));
  return !covered.has(null) && sheet.units.some((unit) => bears(unit.item_type) && !covered.has(unit.code));
}

function deviation({ notes, balance }: Sheet): Lack[] {
  const last = notes.at(-1);
  if (!last) return ["note"];
  if (last.input_g !== balance.input_g || last.output_g !== balance.output_g || last.loss_g !== balance.loss_g) return ["stale"];
  return last.confirmed_at ? [] : ["confirmation"];
}
