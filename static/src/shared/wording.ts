/**
 * Sentences with holes: `{name}`, `{'literal'}`, and cases of a number divided by `|`, as vue-i18n writes them. Pure.
 *
 * A page of a phone asks for a hundred of them while somebody waits. vue-i18n looks each up, reads its arguments and runs
 * it anew with every question; here each is taken apart once, and vue-i18n is asked only for the rest.
 */
export type Values = Record<string, unknown>;

/** Texts and names of holes in turn: the first is a text. */
type Parts = readonly string[];

const HOLE = /\{\s*(\w+)\s*\}/;
const LITERAL = /\{\s*'([^']*)'\s*\}/g;

/** The cases of a sentence; most have one. */
export function casesOf(text: string): Parts[] {
  return text.split("|").map((one) => one.trim().split(HOLE).map((part, place) => (place % 2 ? part : part.replace(LITERAL, "$1"))));
}

/** A case with its holes filled; what nobody gave stays empty. */
export function filled(parts: Parts, values: Values): string {
  let text = parts[0]!;
  for (let place = 1; place < parts.length; place += 2) text += `${values[parts[place]!] ?? ""}${parts[place + 1]}`;
  return text;
}
