/** The arithmetic behind a line of a quote, for people: the API writes thousandths and fen. */
import { t } from "../shared/i18n";
import { money, share } from "../shared/format";

/** Empty when the arithmetic says no more than the line itself. */
export function reasonText(code: string, reason: string): string {
  const permille = /^([+-]?\d+)‰$/.exec(reason);
  if (permille) return t("m.price.of_base", { share: share(Math.abs(Number(permille[1]))) });
  const age = /^min\((\d+)×(\d+)‰, (\d+)‰\)$/.exec(reason);
  if (age) return t("m.price.per_year", { share: share(Number(age[2])), most: share(Number(age[3])) });
  const carry = /^(\d+)×(\d+) fen$/.exec(reason);
  if (carry) return t("m.price.per_floor", { price: money(Number(carry[2])) });
  const floor = /^floor (\d+) fen$/.exec(reason);
  if (floor) return t("m.price.floor", { price: money(Number(floor[1])) });
  const base = /@(\d{4}-\d{2}-\d{2})$/.exec(reason);
  if (code === "base" && base) return t("m.price.table", { day: base[1]! });
  return "";
}
