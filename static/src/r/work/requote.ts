/** A price change that waits for the consumer: asked after every few seconds until somebody has answered. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { get, type Answer } from "../../shared/api/client";
import { useSession } from "../../shared/session";
import { useOutbox } from "./outbox";
import { usePack } from "./pack";

type Standing = Answer<"get", "/api/v1/orders/{number}/requote">;
export interface Asked {
  from_fen: number;
  to_fen: number;
}
export interface Following {
  /** What waits for this appliance. */
  pending: ShallowRef<Asked | null>;
  /** What the consumer said to what waited here. */
  outcome: Ref<"accepted" | "refused" | null>;
  look: () => Promise<void>;
}

/** How long a consumer's tap may take to show on the collector's screen. */
const EVERY_MS = 2_500;

export function useRequote(place: () => { number: string; position: number }): Following {
  const pack = usePack();
  const outbox = useOutbox();
  const session = useSession();
  const pending = shallowRef<Asked | null>(null);
  const outcome = ref<"accepted" | "refused" | null>(null);
  let left = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mark = (): string => `${place().number}/${place().position}`;
  // Only whoever may put a price may follow it; without a line, or with the page away, nobody could be told.
  const may = (): boolean => session.role === "recycler_staff" && outbox.online && document.visibilityState === "visible";

  async function look(): Promise<void> {
    clearTimeout(timer);
    if (!may()) return;
    const at = mark();
    try {
      const found = await get("/api/v1/orders/{number}/requote", { path: { number: place().number } });
      if (at === mark()) await settle(found, at);
    } catch {
      // No answer is no "no": what waits goes on waiting, and is asked after again.
    }
    clearTimeout(timer);
    if (pending.value && !left) timer = setTimeout(() => void look(), EVERY_MS);
  }

  async function settle(found: Standing, at: string): Promise<void> {
    const { number, position } = place();
    const here = found.position === position;
    if (here && found.state === "pending") {
      pending.value = { from_fen: found.from_fen ?? 0, to_fen: found.to_fen ?? 0 };
      outcome.value = null;
      return;
    }
    const task = pack.task(number);
    const price = task?.units.find((one) => one.position === position)?.price_fen;
    const elsewhere = here && found.state === "accepted" && price !== found.to_fen;
    // First the new price, then the way on: nobody collects at the old one in between.
    if (task && (pending.value || elsewhere || found.order_state !== task.state)) await pack.renew(number);
    if (at !== mark()) return;
    if (pending.value && here && (found.state === "accepted" || found.state === "refused")) outcome.value = found.state;
    pending.value = null;
  }

  const seen = (): void => void look();
  watch(mark, () => {
    pending.value = outcome.value = null;
    void look();
  });
  watch(() => outbox.online, (on) => on && void look());
  onMounted(() => {
    void look();
    document.addEventListener("visibilitychange", seen);
  });
  onBeforeUnmount(() => {
    left = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  });
  return { pending, outcome, look };
}
