/** One booking, kept fresh while somebody looks: asked again every twenty seconds, on coming back, and after each act. */
import { onMounted, onUnmounted, ref, type Ref } from "vue";
import { get, type Answer } from "../shared/api/client";
import { problemOf, type Problem } from "../shared/api/problem";
import { overdue } from "../shared/overdue";

export type Order = Answer<"get", "/api/v1/orders/{number}">;

const EVERY_MS = 20_000;
const OPEN = new Set(["placed", "dispatched", "accepted", "assigned"]);

/** Whether something may still happen at the door. */
export function isOpen(order: Pick<Order, "state">): boolean {
  return OPEN.has(order.state);
}

type Unit = Order["units"][number];
const HERE = new Set(["booked", "void"]);

/** Appliances that have left the door, and those that have not. */
export function parted(units: readonly Unit[]): { gone: Unit[]; rest: Unit[] } {
  const left = (unit: Unit): boolean => Boolean(unit.stage) && !HERE.has(unit.stage!);
  return { gone: units.filter(left), rest: units.filter((unit) => !left(unit)) };
}

/** Where it stands as its consumer would say it: what was only partly collected is called so. */
export function standing(order: Pick<Order, "state" | "units">): string {
  return order.state === "collected" && order.units.some((unit) => unit.stage === "void") ? "partly" : order.state;
}

/** Whether the agreed window has passed and something still stands at the door. */
export function isLate(order: Pick<Order, "state" | "slot_end">, now: number = Date.now()): boolean {
  return isOpen(order) && overdue(order.slot_end, now) !== null;
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
