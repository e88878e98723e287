import { defineStore } from "pinia";
import { computed } from "vue";
import { get, list, type Answer, type Row } from "../../shared/api/client";
import { named } from "../../shared/format";
import { all, dayPaper, kindsOf, siteOf, type Kind, type Paper, type Reader } from "../../shared/queue/paper";
import { useSession } from "../../shared/session";
import { memory } from "./memory";
import { shift } from "./shift";

const MOST_PAGES = 10;
const COMING: readonly string[] = ["shipped", "arrived"];

export type { Kind };
export type LoadRow = Row<"/api/v1/loads">;
export type UnitRow = Row<"/api/v1/units">;
export type SiteRow = Row<"/api/v1/sites">;
type AboardRow = Answer<"get", "/api/v1/loads/{code}">["units"][number];
/** Loads on their way of which the units are known beforehand. */
const MOST_LOADS = 20;

/** What the station needs to know to work without a network. */
export interface Ground extends Paper {
  kinds: Record<string, Kind>;
  /** The firm's own open sites. */
  sites: SiteRow[];
  /** The person's own site, if their term names one. */
  site: string | null;
  loads: LoadRow[];
  /** What was announced about the firm's licences, newest first. */
  notices: Row<"/api/v1/organisations/licence-notices">[];
  /** Units the firm has or had a hand in and that are still about, by code. */
  units: Record<string, UnitRow>;
  /** What is listed on the loads that are coming, by code. */
  aboard: Record<string, AboardRow & { load: string }>;
}

/** The station's knowledge as it last was. */
export const useGround = defineStore("ground", () => {
  const session = useSession();
  const { paper: ground, problem, busy, recall, fetchAnew, expire, forget } = dayPaper<Ground>("ground", memory, gathered);
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

  return { ground, problem, busy, firm, here, hereName, stage, arriving, name, unit, recall, fetchAnew, expire, forget };
});

async function gathered(reader: Reader): Promise<Ground> {
  const { account, role, firm } = reader;
  const stages = role === "dismantler" ? (["in_transit", "received"] as const) : (["collected", "in_transit", "stored"] as const);
  const [types, sites, terms, loads, notices, ...stocks] = await Promise.all([
    all(list("/api/v1/item-types"), MOST_PAGES),
    all(list("/api/v1/sites", { query: { limit: 200 } }), MOST_PAGES),
    all(list("/api/v1/accounts", { query: { limit: 200 } }), MOST_PAGES),
    all(list("/api/v1/loads", { query: { limit: 100 } }), MOST_PAGES),
    list("/api/v1/organisations/licence-notices", { query: { limit: 50 } }),
    ...stages.map((stage) => all(list("/api/v1/units", { query: { stage, limit: 200 } }), MOST_PAGES)),
  ]);
  const coming = loads.filter((load) => load.destination.organisation.id === firm && COMING.includes(load.state)).slice(0, MOST_LOADS);
  const details = await Promise.all(coming.map((load) => get("/api/v1/loads/{code}", { path: { code: load.code } })));
  return {
    account,
    at: Date.now(),
    kinds: kindsOf(types),
    sites: sites.filter((site) => site.organisation_id === firm && !site.closed_at),
    site: siteOf(terms, reader),
    loads,
    notices: notices.items,
    units: Object.fromEntries(stocks.flat().map((unit) => [unit.code, unit])),
    aboard: Object.fromEntries(details.flatMap((load) => load.units.map((unit) => [unit.code, { ...unit, load: load.code }]))),
  };
}
