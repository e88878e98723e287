import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { freshKey } from "../../../shared/api/client";
import { problemOf, type Problem } from "../../../shared/api/problem";

export interface Sending {
  busy: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
  /** The answer, or null: then `problem` says why, and whatever was typed stays where it is. */
  send: <T>(content: unknown, act: (key: string) => Promise<T>) => Promise<T | null>;
}

/** One form's way to the server. The same content sent again carries the same key, so that it happens once. */
export function useSending(): Sending {
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let key = "";
  let before = "";

  async function send<T>(content: unknown, act: (key: string) => Promise<T>): Promise<T | null> {
    if (busy.value) return null;
    const said = JSON.stringify(content);
    if (said !== before) [key, before] = [freshKey(), said];
    busy.value = true;
    problem.value = null;
    try {
      const answer = await act(key);
      before = "";
      return answer;
    } catch (error) {
      problem.value = problemOf(error);
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, send };
}
