/** What people type into the officers' forms, as the API wants it. */

/** Yuan with at most two decimals as integer fen; null for anything else. */
export function fenOf(text: string): number | null {
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** Percent with at most one decimal as thousandths; null for anything else. */
export function permilleOf(text: string): number | null {
  const found = /^(\d{1,3})(?:\.(\d))?$/.exec(text.trim());
  const value = found ? Number(found[1]) * 10 + Number(found[2] ?? 0) : null;
  return value !== null && value <= 1000 ? value : null;
}

/** The end of a day in Beijing as an instant. */
export function endOf(day: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59+08:00` : null;
}

/** Networks written one a line, blanks and commas forgiven. */
export function networksOf(text: string): string[] {
  return text.split(/[\s,,;]+/).filter(Boolean);
}
