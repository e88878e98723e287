/** What a scan came to, over the whole screen: seen from across the bench and heard through ear muffs. */
import { ref, shallowRef } from "vue";
import { signal, type Tone } from "../../shared/scanner/signals";

/** `waiting`: it is kept here and goes as soon as there is a network. */
export type Look = Tone | "waiting";

export interface Result {
  look: Look;
  title: string;
  text?: string;
}

/** Good news goes by itself, everything else stays until the next scan, key or touch. */
const GOOD_MS = 1_100;

export const result = shallowRef<Result | null>(null);
export const turn = ref(0);
let timer: ReturnType<typeof setTimeout> | undefined;

export function tell(said: Result): void {
  clearTimeout(timer);
  result.value = said;
  turn.value += 1;
  signal(said.look === "waiting" ? "good" : said.look);
  if (said.look === "good" || said.look === "waiting") timer = setTimeout(hush, GOOD_MS);
}

export function hush(): void {
  clearTimeout(timer);
  result.value = null;
}
