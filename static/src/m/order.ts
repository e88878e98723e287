/** One booking, kept fresh while somebody looks: asked again every twenty seconds, on coming back, and after each act. */
import { onMounted, onUnmounted, ref, type Ref } from "vue";
import { get, type Answer } from "../shared/api/client";
import { problemOf, type Problem } from "../shared/api/problem";

export type Order = Answer<"get", "/api/v1/orders/{number}">;

const EVERY_MS = 20_000;
const OPEN = new Set(["placed", "dispatched", "accepted", "assigned"]);

/** Whether something may still happen at the door. */
export function isOpen(order: Pick<Order, "state">): boolean {
  return OPEN.has(order.state);
}

export function useOrder(number: string): { order: Ref<Order | null>; problem: Ref<Problem | null>; load: () => Promise<void> } {
  const order = ref<Order | null>(null) as Ref<Order | null>;
  const problem = ref<Problem | null>(null) as Ref<Problem | null>;
  let clock: ReturnType<typeof setInterval> | undefined;

  async function load(): Promise<void> {
    try {
      order.value = await get("/api/v1/orders/{number}", { path: { number } });
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  const look = (): void => {
    if (document.visibilityState === "visible" && (!order.value || isOpen(order.value))) void load();
  };
  onMounted(() => {
    void load();
    clock = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
  });
  onUnmounted(() => {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", look);
  });
  return { order, problem, load };
}
