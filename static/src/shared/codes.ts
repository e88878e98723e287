/** Trace codes as people type and cameras read them; the same rules as `tradein/codes.py`, which decides. */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ISO_7064 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
const LABEL_LENGTH = 13;
const LOAD_LENGTH = 12;
const LONGEST_INPUT = 120;
const GLYPHS = new RegExp(`^[${CROCKFORD}]+$`);
const FILLING = /[\s\-\u2010-\u2015\u2212\u00ad_]/g;

export type CodeKind = "label" | "load";

/** Why a text is no code: nothing typed, wrong form, or a character that does not belong to the others. */
export type CodeFault = "empty" | "form" | "check";

export type Read = { code: string; kind: CodeKind } | { fault: CodeFault };

/** ISO/IEC 7064 pure system MOD 37,2; a text with its right check character leaves 1. */
export function remainder(text: string): number {
  let running = 0;
  for (const glyph of text) running = (2 * running + ISO_7064.indexOf(glyph)) % 37;
  return running;
}

/** What was meant: full-width and lower case, blanks and hyphens forgiven, I and L read as 1, O as 0, an address as its code. */
export function tidy(text: string): string {
  const folded = text.slice(0, LONGEST_INPUT + 1).normalize("NFKC").toUpperCase();
  const tail = (folded.split("/OBJ/").at(-1) ?? "").split("?")[0]!.replace(/\/+$/, "");
  const typed = tail.replace(FILLING, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  return typed.length === LOAD_LENGTH && typed.startsWith("1") ? `L${typed.slice(1)}` : typed;
}

/** The code a typed, scanned or pasted text means, or what is wrong with it. */
export function readCode(text: string): Read {
  const code = tidy(text);
  if (!code) return { fault: "empty" };
  const load = code.startsWith("L") && code.length === LOAD_LENGTH;
  const formed = text.length <= LONGEST_INPUT && GLYPHS.test(load ? code.slice(1) : code) && (load || code.length === LABEL_LENGTH);
  if (!formed) return { fault: "form" };
  return remainder(code) === 1 ? { code, kind: load ? "load" : "label" } : { fault: "check" };
}

/** A load's code drawn here, so that a load can be opened without a network: `L`, ten random characters, one to check. */
export function drawLoadCode(random: (count: number) => Uint8Array = (count) => crypto.getRandomValues(new Uint8Array(count))): string {
  for (;;) {
    const payload = `L${[...random(LOAD_LENGTH - 2)].map((byte) => CROCKFORD[byte & 31]).join("")}`;
    const check = ISO_7064[(((1 - 2 * remainder(payload)) % 37) + 37) % 37]!;
    // 32 of 37 check characters are letters a code may wear.
    if (CROCKFORD.includes(check)) return payload + check;
  }
}

/** A code in groups of four, as printed on labels. */
export function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
