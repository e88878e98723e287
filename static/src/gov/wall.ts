import { computed, onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from "vue";
import { useRoute } from "vue-router";

const CAROUSEL_MS = 20_000;
const PAUSE_MS = 60_000;

export interface Wall {
  wall: ComputedRef<boolean>;
  /** Whether figures take turns; a touch pauses them for a minute. */
  rolling: Ref<boolean>;
  time: Ref<Date>;
  enter: () => void;
  leave: () => void;
}

/** A screen on a wall: the whole window, figures that take turns, a clock. `set` changes the address. */
export function useWall(set: (name: string, value: string | undefined) => void, turn: () => void): Wall {
  const route = useRoute();
  const wall = computed(() => route.query.wall === "1");
  const rolling = ref(true);
  const time = ref(new Date());
  let touched = 0;
  let turned = Date.now();

  const clockwork = setInterval(() => {
    time.value = new Date();
    const due = Date.now() - turned >= CAROUSEL_MS && Date.now() - touched >= PAUSE_MS;
    if (!wall.value || !rolling.value || !due) return;
    turned = Date.now();
    turn();
  }, 1000);
  const touch = (): void => void (touched = Date.now());
  watch(wall, (on) => document.documentElement.classList.toggle("wall", on), { immediate: true });
  onMounted(() => window.addEventListener("pointerdown", touch));
  onBeforeUnmount(() => {
    clearInterval(clockwork);
    window.removeEventListener("pointerdown", touch);
    document.documentElement.classList.remove("wall");
  });

  function leave(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    set("wall", undefined);
  }
  function enter(): void {
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    set("wall", "1");
  }
  return { wall, rolling, time, enter, leave };
}
