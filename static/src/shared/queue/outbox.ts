import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import { address, freshKey, post, upload } from "../api/client";
import type { Problem } from "../api/problem";
import { needsLook, type Item, type LoadBody, type Note, type PhotoItem, type ScanBody, type ScanItem, unsent } from "./item";
import { UNDO_MS } from "./line";
import { Sync, type Server } from "./sync";
import { unnumbered } from "./verdicts";
import { useSession } from "../session";
import type { Store } from "./store";

/** A scan without what the line adds: its id and time. */
export type Said = Omit<ScanBody, "event_id" | "event_time">;

const TICK_MS = 20_000;
const OLD_MS = 24 * 3_600_000;

const server: Server = {
  async scans(items) {
    const body = { scans: items.map((item) => item.body), atomic: false, sent_at: new Date().toISOString() };
    return (await post("/api/v1/scans", { body })).verdicts ?? [];
  },
  async load(item) {
    await post("/api/v1/loads", { body: item.body, key: item.id });
  },
  async photo(photo) {
    await upload(address("/api/v1/photos", { query: { purpose: photo.purpose, order: photo.order } }), photo.bytes);
  },
};

/** Everything this device captured in the app `name`: written into its memory first, then sent. One window sends at a time. */
export const outboxOf = (name: string, memory: () => Promise<Store>) => defineStore("outbox", () => outbox(`tradein-${name}-sync`, memory));

/** The line of an app as its pages see it. */
export type Outbox = ReturnType<ReturnType<typeof outboxOf>>;

function outbox(lockName: string, memory: () => Promise<Store>) {
  const session = useSession();
  const items = shallowRef<Item[]>([]);
  const photos = shallowRef<Omit<PhotoItem, "bytes">[]>([]);
  const busy = ref(false);
  const online = ref(navigator.onLine);
  const problem = shallowRef<Problem | null>(null);
  const fresh = ref<{ id: string; until: number } | null>(null);
  /** When a round last went through without anything stopping it. */
  const sentAt = ref<number | null>(null);
  let sync: Sync | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Somebody asked for a round while another was under way. */
  let wanted = false;

  const owner = computed(() => session.who?.account?.id ?? "");
  // Nothing stays the same nothing: most of the time there is none, and what is drawn from it need not be drawn anew.
  const mine = computed<Item[]>((before) => {
    const now = items.value.filter((item) => item.owner === owner.value);
    return before && !before.length && !now.length ? before : now;
  });
  const waiting = computed(() => mine.value.filter((item) => item.state === "waiting"));
  const waitingPhotos = computed(() => photos.value.filter((photo) => photo.owner === owner.value && photo.state === "waiting"));
  const count = computed(() => waiting.value.length + waitingPhotos.value.length);
  const looks = computed(() => mine.value.filter(needsLook).length + photos.value.filter((photo) => photo.owner === owner.value && photo.state === "rejected").length);
  const keeping = computed(() => mine.value.filter(unsent).length + waitingPhotos.value.length);
  const others = computed(() => items.value.filter((item) => item.owner !== owner.value && unsent(item)).length);
  const old = computed(() => waiting.value.some((item) => Date.now() - item.made > OLD_MS));

  async function refresh(): Promise<void> {
    const store = await memory();
    const [kept, pictures] = await Promise.all([store.items(), store.photos()]);
    items.value = kept;
    photos.value = pictures.map(({ bytes: _bytes, ...facts }) => facts);
  }

  /** Open the store and begin to send by itself: when the network comes, when the app is opened, every so often. */
  async function start(): Promise<void> {
    const store = await memory();
    sync = new Sync(store, server);
    await store.tidy(Date.now());
    await refresh();
    addEventListener("online", () => ((online.value = true), void send("due")));
    addEventListener("offline", () => (online.value = false));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void refresh().then(() => send("due")));
    void send("due");
  }

  /** Write a scan; it is safe when this resolves, and may be undone for five seconds. */
  async function add(said: Said, note: Note): Promise<Item> {
    const id = freshKey();
    return kept({ kind: "scan", body: { ...said, event_id: id, event_time: new Date().toISOString() }, id, note });
  }

  async function openLoad(body: LoadBody, note: Note): Promise<Item> {
    return kept({ kind: "load", body, id: freshKey(), note });
  }

  type Draft = Pick<ScanItem, "kind" | "body" | "id" | "note"> | { kind: "load"; body: LoadBody; id: string; note: Note };
  async function kept(draft: Draft): Promise<Item> {
    const made = Date.now();
    const entry = { owner: owner.value, made, state: "waiting" as const, reason: null, answered: null, seen: false };
    const item = await (await memory()).append({ ...draft, ...entry } as Omit<Item, "place">);
    items.value = [...items.value, item];
    fresh.value = { id: item.id, until: made + UNDO_MS };
    later(UNDO_MS + 100);
    return item;
  }

  /** Take back the last entry, while nobody has heard of it. */
  async function undo(): Promise<boolean> {
    const last = fresh.value;
    fresh.value = null;
    if (!last || Date.now() > last.until) return false;
    const gone = await (await memory()).take(last.id);
    await refresh();
    return gone;
  }

  async function addPhoto(photo: Pick<PhotoItem, "hash" | "bytes" | "order" | "purpose">): Promise<void> {
    await (await memory()).keepPhoto({ ...photo, owner: owner.value, made: Date.now(), state: "waiting", reason: null });
    await refresh();
    later(UNDO_MS);
  }

  async function dropPhoto(hash: string): Promise<void> {
    await (await memory()).dropPhoto(hash);
    await refresh();
  }

  /** One round. `all`: the person asked for it, so nothing is kept back. */
  async function send(how: "due" | "all"): Promise<void> {
    if (!sync || session.state !== "in" || !owner.value) return;
    if (how === "all") fresh.value = null;
    else if (!count.value) return;
    if (busy.value) {
      wanted ||= how === "all";
      return;
    }
    busy.value = true;
    clearTimeout(timer);
    timer = undefined;
    try {
      const alone = (act: () => Promise<void>): Promise<void> => (navigator.locks ? navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => (lock ? act() : undefined)) : act());
      await alone(async () => {
        // After a cold start without a network the proof of origin is still to be fetched.
        if (!session.who?.csrf_token && online.value) await session.load().catch(() => undefined);
        const outcome = await sync!.round(owner.value, Date.now(), how);
        problem.value = outcome.problem;
        if (!outcome.problem) sentAt.value = Date.now();
        if (outcome.again !== null) later(outcome.again);
      });
    } finally {
      busy.value = false;
      await refresh();
      const more = wanted;
      wanted = false;
      if (more) void send("all");
      else if (!timer && count.value) later(fresh.value ? UNDO_MS : TICK_MS);
    }
  }

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void send("due");
    }, ms);
  }

  /** Send a corrected copy of what was rejected; the first stays readable as replaced. */
  async function correct(item: ScanItem, change: Partial<Said>): Promise<void> {
    const { event_id: _id, event_time, ...rest } = unnumbered(item.body);
    const id = freshKey();
    const body = { ...rest, ...change, event_id: id, event_time };
    await kept({ kind: "scan", body, id, note: item.note });
    await mark(item, "replaced");
    await send("all");
  }

  /** Put an item back in line as it is, with the next number. */
  async function again(item: Item): Promise<void> {
    const back = item.kind === "scan" ? { ...item, body: unnumbered(item.body) } : item;
    await (await memory()).keep([{ ...back, state: "waiting", reason: null, answered: null }]);
    await send("all");
  }

  async function againPhoto(hash: string): Promise<void> {
    const store = await memory();
    const photo = await store.photo(hash);
    if (photo) await store.keepPhoto({ ...photo, state: "waiting", reason: null });
    await send("all");
  }

  async function mark(item: Item, state: "replaced" | "given_up"): Promise<void> {
    await (await memory()).keep([{ ...item, state, answered: Date.now() }]);
    await refresh();
  }

  async function seen(item: Item): Promise<void> {
    await (await memory()).keep([{ ...item, seen: true }]);
    await refresh();
  }

  return {
    items, mine, photos, waiting, waitingPhotos, count, looks, keeping, others, old, busy, online, problem, fresh, sentAt,
    start, refresh, add, openLoad, undo, addPhoto, dropPhoto, send, correct, again, againPhoto, giveUp: (item: Item) => mark(item, "given_up"), seen,
  };
}
