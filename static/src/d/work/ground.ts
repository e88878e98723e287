import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import { follow, get, list, type Answer, type Paged, type Row } from "../../shared/api/client";
import { problemOf, type Problem } from "../../shared/api/problem";
import { named } from "../../shared/format";
import { useSession } from "../../shared/session";
import { memory } from "./memory";
import { shift } from "./shift";

const MOST_PAGES = 10;
const DAY_MS = 24 * 3_600_000;
const COMING: readonly string[] = ["shipped", "arrived"];
const HEAVIEST_G = 2_000_000;

export interface Kind {
  zh: string;
  en: string;
  /** What one of these weighs, in grams. */
  low: number;
  high: number;
}
export type LoadRow = Row<"/api/v1/loads">;
export type UnitRow = Row<"/api/v1/units">;
export type SiteRow = Row<"/api/v1/sites">;
type AboardRow = Answer<"get", "/api/v1/loads/{code}">["units"][number];
/** Loads on their way of which the units are known beforehand. */
const MOST_LOADS = 20;

/** What the station needs to know to work without a network. */
export interface Ground {
  account: string;
  at: number;
  kinds: Record<string, Kind>;
  /** The firm's own open sites. */
  sites: SiteRow[];
  /** The person's own site, if their term names one. */
  site: string | null;
  loads: LoadRow[];
  /** Units the firm has or had a hand in and that are still about, by code. */
  units: Record<string, UnitRow>;
  /** What is listed on the loads that are coming, by code. */
  aboard: Record<string, AboardRow & { load: string }>;
}

/** The station's knowledge as it last was; kept sealed on the desk for 24 hours at most. */
export const useGround = defineStore("ground", () => {
  const session = useSession();
  const ground = shallowRef<Ground | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  const firm = computed(() => session.who?.organisation?.id ?? "");
  const here = computed(() => shift.site || ground.value?.site || (ground.value?.sites.length === 1 ? ground.value.sites[0]!.code : ""));
  /** Staff may not list their firm's sites; what came here before names this one. */
  const hereName = computed(() => (ground.value?.sites.find((one) => one.code === here.value) ?? ground.value?.loads.find((load) => load.destination.code === here.value)?.destination)?.name ?? here.value);
  const arriving = computed(() => (ground.value?.loads ?? []).filter((load) => load.destination.organisation.id === firm.value && COMING.includes(load.state)));
  const stage = computed(() => (session.role === "dismantler" ? "received" : "stored"));

  function name(itemType: string | null | undefined): string {
    const kind = ground.value?.kinds[itemType ?? ""];
    return kind ? named(kind) : (itemType ?? "–");
  }
  function unit(code: string): UnitRow | null {
    return ground.value?.units[code] ?? null;
  }

  async function recall(): Promise<void> {
    const store = await memory();
    const kept = await store.paper<Ground>("ground");
    const valid = kept && kept.account === session.who?.account?.id && Date.now() - kept.at < DAY_MS;
    if (kept && !valid) await store.tearOne("ground");
    if (valid && !ground.value) ground.value = kept;
  }

  async function fetchAnew(): Promise<void> {
    const account = session.who?.account?.id;
    if (!account || busy.value) return;
    busy.value = true;
    try {
      const made = await gathered(account, session.who!.role, firm.value);
      ground.value = made;
      problem.value = null;
      await (await memory()).keepPaper("ground", made);
    } catch (error) {
      problem.value = problemOf(error);
      await expire();
    } finally {
      busy.value = false;
    }
  }

  /** After a day it goes, whether or not there was a network. */
  async function expire(): Promise<void> {
    if (ground.value && Date.now() - ground.value.at >= DAY_MS) {
      ground.value = null;
      await (await memory()).tearOne("ground");
    }
  }

  function forget(): void {
    ground.value = null;
    problem.value = null;
  }

  return { ground, problem, busy, firm, here, hereName, stage, arriving, name, unit, recall, fetchAnew, expire, forget };
});

async function gathered(account: string, role: string, firm: string): Promise<Ground> {
  const stages = role === "dismantler" ? (["in_transit", "received"] as const) : (["collected", "in_transit", "stored"] as const);
  const [types, sites, terms, loads, ...stocks] = await Promise.all([
    all(list("/api/v1/item-types")),
    all(list("/api/v1/sites", { query: { limit: 200 } })),
    all(list("/api/v1/accounts", { query: { limit: 200 } })),
    all(list("/api/v1/loads", { query: { limit: 100 } })),
    ...stages.map((stage) => all(list("/api/v1/units", { query: { stage, limit: 200 } }))),
  ]);
  const number = (type: Row<"/api/v1/item-types">, name: string, other: number): number => {
    const value = type.numbers[name]?.value;
    return typeof value === "number" ? value : other;
  };
  const coming = loads.filter((load) => load.destination.organisation.id === firm && COMING.includes(load.state)).slice(0, MOST_LOADS);
  const details = await Promise.all(coming.map((load) => get("/api/v1/loads/{code}", { path: { code: load.code } })));
  return {
    account,
    at: Date.now(),
    kinds: Object.fromEntries(types.map((type) => [type.code, { zh: type.name_zh, en: type.name_en, low: number(type, "low_g", 0), high: number(type, "high_g", HEAVIEST_G) }])),
    sites: sites.filter((site) => site.organisation_id === firm && !site.closed_at),
    site: terms.find((term) => term.account_id === account && term.role === role && !term.valid_to)?.site ?? null,
    loads,
    units: Object.fromEntries(stocks.flat().map((unit) => [unit.code, unit])),
    aboard: Object.fromEntries(details.flatMap((load) => load.units.map((unit) => [unit.code, { ...unit, load: load.code }]))),
  };
}

async function all<T>(first: Promise<Paged<T>>): Promise<T[]> {
  let page = await first;
  const items = [...page.items];
  for (let turn = 1; page.next && turn < MOST_PAGES; turn += 1) {
    page = await follow<T>(page.next);
    items.push(...page.items);
  }
  return items;
}
