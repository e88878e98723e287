/**
 * How soon a scan is answered: from the moment a code is decoded until it sounds, is felt and is seen. Wanted: 100 ms.
 * The moments are marks of the browser's own clock, so that a test, or whoever looks into a slow phone, can read them.
 */

export const PROMPT_MS = 100;
const DECODED = "scan.decoded";
const FELT = "scan.felt";
const SEEN = "scan.seen";

/** The last answer, in milliseconds after decoding: sound and vibration started, colour on the screen. */
export interface Promptness {
  felt: number;
  seen: number;
}

let last: Promptness | null = null;
let worst: Promptness | null = null;

export function decoded(): void {
  for (const name of [DECODED, FELT, SEEN]) {
    performance.clearMarks(name);
    performance.clearMeasures(name);
  }
  performance.mark(DECODED);
}

/** Sound and vibration have been started. */
export function felt(): void {
  performance.mark(FELT);
}

/** The colour is in the document; the frame that shows it is about to be painted. */
export function seen(): void {
  if (!performance.getEntriesByName(DECODED).length) return;
  performance.mark(SEEN);
  // A measure carries what the marks are about: how long after decoding.
  const after = (name: string): number => performance.measure(name, DECODED, name).duration;
  last = { felt: after(FELT), seen: after(SEEN) };
  worst = worst && worst.seen > last.seen ? worst : last;
}

/** The last and the slowest answer since the page was opened; null before the first scan. */
export function promptness(): { last: Promptness; worst: Promptness } | null {
  return last && worst ? { last, worst } : null;
}
