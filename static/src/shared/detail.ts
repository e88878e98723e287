import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { problemOf, type Problem } from "./api/problem";
import { language } from "./language";

export interface Detail<T> {
  found: ShallowRef<T | null>;
  problem: Ref<Problem | null>;
  load: () => Promise<void>;
}

/** One thing read from the server, again whenever what is `asked` or the language changes. */
export function useDetail<T>(read: () => Promise<T>, asked: Ref<unknown>): Detail<T> {
  const found = shallowRef<T | null>(null);
  const problem = ref<Problem | null>(null);
  let round = 0;

  async function load(): Promise<void> {
    round += 1;
    const mine = round;
    problem.value = null;
    try {
      const answer = await read();
      if (mine === round) found.value = answer;
    } catch (error) {
      if (mine === round) problem.value = problemOf(error);
    }
  }
  onMounted(load);
  watch([asked, language], (now, before) => {
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    if (now[0] !== before[0]) found.value = null;
    void load();
  });
  return { found, problem, load };
}

export interface Acting {
  busy: Ref<boolean>;
  refused: Ref<Problem | null>;
  /** Do a change; true when it happened, else `refused` says why not. */
  act: (change: () => Promise<unknown>) => Promise<boolean>;
}

/** A change somebody asks for: one at a time, its refusal kept to be shown. */
export function useAct(): Acting {
  const busy = ref(false);
  const refused = ref<Problem | null>(null);

  async function act(change: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refused.value = null;
    try {
      await change();
      return true;
    } catch (error) {
      refused.value = problemOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, refused, act };
}
