/** What a board reads, and which figures stand on it. */
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { ref } from "vue";
import { get, type Answer } from "../shared/api/client";
import { problemOf, type Problem } from "../shared/api/problem";
import { language } from "../shared/language";
import { useLive, type Connection } from "./live";
import { grainOf, type Asked } from "./query";

export type Summary = Answer<"get", "/api/v1/oversight/{region}/summary">;
export type Ranking = Answer<"get", "/api/v1/oversight/{region}/ranking">;
export type Series = Answer<"get", "/api/v1/oversight/{region}/series">;
export type FigureName = NonNullable<Ranking["figure"]>["key"];
export type Definition = { formula_zh: string; formula_en: string; zh: string; en: string };

export const EIGHT = ["booked_units", "recovered_units", "recovered_tonnes", "stage.in_transit", "stage.stored", "dismantled_units", "dismantle_rate", "hazardous_g"];
export const FUNNEL = ["booked_units", "recovered_units", "step.shipping", "disassembled_units", "dismantled_units"];
/** What went in and what came out of it, in grams: where the units of the funnel become materials. */
export const WEIGHTS = ["weight_in_g", "materials_kg"];
export const MAPPED = ["recovered_units", "recovered_tonnes", "booked_units", "dismantled_units", "stage.stored", "stage.in_transit", "hazardous_g"];
export const OVER_TIME = ["booked_units", "recovered_units", "disassembled_units"];

export interface Board {
  summary: ShallowRef<Summary | null>;
  ranking: ShallowRef<Ranking | null>;
  series: ShallowRef<Series | null>;
  definitions: ShallowRef<Map<string, Definition>>;
  problem: Ref<Problem | null>;
  /** Changes whenever the board was read anew. */
  tick: Ref<number>;
  light: ComputedRef<Connection | "stale">;
  stale: Ref<boolean>;
  refresh: () => Promise<void>;
  /** The figures of these names, in this order, as far as they are there. */
  pick: (keys: readonly string[]) => Summary["figures"];
}

/** A board of `region`, kept current, read anew whenever what is asked changes. */
export function useBoard(region: Ref<string>, asked: Ref<Asked>, chosen: Ref<FigureName>): Board {
  const summary = shallowRef<Summary | null>(null);
  const ranking = shallowRef<Ranking | null>(null);
  const series = shallowRef<Series | null>(null);
  const definitions = shallowRef(new Map<string, Definition>());
  const problem = ref<Problem | null>(null);
  const tick = ref(0);
  const question = (): string => JSON.stringify([region.value, asked.value, chosen.value]);

  async function load(): Promise<void> {
    const path = { region: region.value };
    const all = asked.value;
    const { compare: _, ...plain } = all;
    const mine = question();
    try {
      const [figures, ranked, overTime] = await Promise.all([
        get("/api/v1/oversight/{region}/summary", { path, query: { ...all, figure: [...new Set([...EIGHT, ...FUNNEL, ...WEIGHTS])] as never } }),
        get("/api/v1/oversight/{region}/ranking", { path, query: { ...all, figure: chosen.value as never } }),
        get("/api/v1/oversight/{region}/series", { path, query: { ...plain, by: grainOf(all), figure: OVER_TIME as never } }),
      ]);
      if (mine !== question()) return;
      summary.value = figures;
      ranking.value = ranked;
      series.value = overTime;
      problem.value = null;
      tick.value += 1;
    } catch (error) {
      problem.value = problemOf(error);
      throw error;
    }
  }

  const { connection, stale, refresh } = useLive(region, load);
  watch([region, asked, chosen, language], (now, before) => {
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    if (now[0] !== before[0]) summary.value = ranking.value = series.value = null;
    problem.value = null;
    void refresh();
  });
  get("/api/v1/figures")
    .then(({ items }) => (definitions.value = new Map(items.map((one) => [one.key, one]))))
    .catch(() => undefined);

  function pick(keys: readonly string[]): Summary["figures"] {
    const found = new Map((summary.value?.figures ?? []).map((one) => [one.key, one]));
    return keys.flatMap((key) => found.get(key) ?? []);
  }
  const light = computed(() => (stale.value ? "stale" : connection.value));
  return { summary, ranking, series, definitions, problem, tick, light, stale, refresh, pick };
}
