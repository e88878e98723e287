/** One work order at the bench: read anew every quarter of a minute, because two people work on it from two screens. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { get } from "../../../shared/api/client";
import { problemOf, type Problem } from "../../../shared/api/problem";
import { language } from "../../../shared/language";
import type { Sheet } from "./balance";
import { loadGases, loadNames } from "./names";

const EVERY_MS = 15_000;

export interface Bench {
  sheet: ShallowRef<Sheet | null>;
  problem: ShallowRef<Problem | null>;
  /** When what is shown was read; null while it could not be. */
  at: Ref<number | null>;
  load: () => Promise<void>;
  /** Show what a change has answered. */
  take: (sheet: Sheet) => void;
}

export function useBench(number: Ref<string>): Bench {
  const sheet = shallowRef<Sheet | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const at = ref<number | null>(null);
  let turn = 0;

  function take(read: Sheet): void {
    turn += 1;
    [sheet.value, at.value, problem.value] = [read, Date.now(), null];
    void loadNames().then(() => Promise.all([...new Set(read.units.map((unit) => unit.item_type))].map(loadGases)));
  }
  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const read = await get("/api/v1/dismantlings/{number}", { path: { number: number.value } });
      // A change that was answered meanwhile is newer than this reading.
      if (mine === turn) take(read);
    } catch (error) {
      if (mine === turn) [problem.value, at.value] = [problemOf(error), null];
    }
  }
  const look = (): void => {
    if (document.visibilityState === "visible" && sheet.value?.state === "open") void load();
  };
  let clock: ReturnType<typeof setInterval>;
  onMounted(() => {
    void load();
    clock = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
  });
  onBeforeUnmount(() => {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", look);
    removeEventListener("online", look);
  });
  watch(number, () => {
    sheet.value = null;
    void load();
  });
  watch(language, load);
  return { sheet, problem, at, load, take };
}
