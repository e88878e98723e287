import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { follow, type Paged } from "./api/client";
import { problemOf, type Problem } from "./api/problem";
import { language } from "./language";

export interface Pages<T> {
  rows: ShallowRef<T[] | null>;
  next: Ref<string | null>;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
  more: () => Promise<void>;
}

/** A list read page by page, anew when what is asked for changes. */
export function usePages<T>(first: () => Promise<Paged<T>>, asked: Ref<unknown>): Pages<T> {
  const rows = shallowRef<T[] | null>(null);
  const next = ref<string | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  let turn = 0;

  async function read(ask: () => Promise<Paged<T>>, before: T[]): Promise<void> {
    const mine = ++turn;
    busy.value = true;
    try {
      const page = await ask();
      // An older answer must not take the place of a newer one.
      if (mine !== turn) return;
      [rows.value, next.value, problem.value] = [[...before, ...page.items], page.next, null];
    } catch (error) {
      if (mine === turn) problem.value = problemOf(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  const load = (): Promise<void> => {
    rows.value = null;
    problem.value = null;
    return read(first, []);
  };
  const more = async (): Promise<void> => {
    if (next.value) await read(() => follow<T>(next.value!), rows.value ?? []);
  };
  onMounted(load);
  watch([asked, language], (now, before) => JSON.stringify(now) !== JSON.stringify(before) && load());
  return { rows, next, problem, busy, load, more };
}

/** Everything of a list, up to `most` pages: for printing, where there is no "more". */
export async function everything<T>(first: Promise<Paged<T>>, most = 20): Promise<{ items: T[]; whole: boolean }> {
  let page = await first;
  const items = [...page.items];
  for (let turn = 1; page.next && turn < most; turn += 1) {
    page = await follow<T>(page.next);
    items.push(...page.items);
  }
  return { items, whole: page.next === null };
}
