import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { follow, type Paged } from "./api/client";
import { language } from "./language";
import { problemOf, type Problem } from "./api/problem";

export interface Pages<T> {
  rows: ShallowRef<T[] | null>;
  next: Ref<string | null>;
  problem: Ref<Problem | null>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
  more: () => Promise<void>;
}

/** A list read page by page: `first` asks for its first page, again whenever what is `asked` or the language changes. */
export function usePages<T>(first: () => Promise<Paged<T>>, asked: Ref<unknown>): Pages<T> {
  const rows = shallowRef<T[] | null>(null);
  const next = ref<string | null>(null);
  const problem = ref<Problem | null>(null);
  const busy = ref(false);

  async function read(ask: () => Promise<Paged<T>>, before: T[]): Promise<void> {
    try {
      const page = await ask();
      rows.value = [...before, ...page.items];
      next.value = page.next;
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  async function load(): Promise<void> {
    rows.value = null;
    problem.value = null;
    await read(first, []);
  }
  async function more(): Promise<void> {
    const address = next.value;
    if (!address) return;
    busy.value = true;
    await read(() => follow<T>(address), rows.value ?? []);
    busy.value = false;
  }
  onMounted(load);
  watch([asked, language], (now, before) => JSON.stringify(now) !== JSON.stringify(before) && load());
  return { rows, next, problem, busy, load, more };
}
