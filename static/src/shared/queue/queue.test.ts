import { describe, expect, it } from "vitest";
import { Problem } from "../api/problem";
import type { Item, LoadItem, PhotoItem, ScanItem, Verdict } from "./item";
import { numbered, pause, ready, UNDO_MS } from "./line";
import { Sync, type Numbering, type Server, type Shelf } from "./sync";
import { answered, failed } from "./verdicts";

const NOW = 1_800_000_000_000;
const DEVICE = "0190a2b4-0000-7000-8000-000000000001";

function scan(place: number, code = `UNIT${place}`, more: Partial<ScanItem> = {}): ScanItem {
  const body = { event_id: `event-${place}`, code, step: "collecting" as const, event_time: new Date(NOW).toISOString() };
  const entry = { id: `event-${place}`, owner: "me", place, made: NOW - 60_000, state: "waiting" as const, reason: null };
  return { ...entry, kind: "scan", body, note: { item: null, order: null }, answered: null, seen: false, ...more };
}

function problem(status: number, code = `http_${status}`, errors: { field: string; code: string; message: string }[] = []): Problem {
  return new Problem({ status, code, detail: "no", errors });
}

class MemoryShelf implements Shelf {
  kept = new Map<string, Item>();
  pictures = new Map<string, PhotoItem>();
  constructor(
    items: readonly Item[],
    public numbers: Numbering = { device: DEVICE, next: 1 },
  ) {
    items.forEach((item) => this.kept.set(item.id, item));
  }
  items = async (): Promise<Item[]> => [...this.kept.values()];
  photos = async (): Promise<PhotoItem[]> => [...this.pictures.values()];
  numbering = async (): Promise<Numbering> => this.numbers;
  async keep(items: readonly Item[], next?: number): Promise<void> {
    items.forEach((item) => this.kept.set(item.id, item));
    if (next !== undefined) this.numbers = { ...this.numbers, next };
  }
  async keepPhoto(photo: PhotoItem): Promise<void> {
    this.pictures.set(photo.hash, photo);
  }
  states = (): Record<string, string> => Object.fromEntries([...this.kept].map(([id, item]) => [id, item.state]));
}

/** A server that remembers, answers as told, and can lose its answer on the way. */
class FakeServer implements Server {
  seen: { id: string; seq: number | undefined }[][] = [];
  say: (item: ScanItem) => Partial<Verdict> = () => ({ verdict: "applied" });
  fail: (turn: number) => Problem | null = () => null;
  loadFails: Problem | null = null;
  async scans(items: readonly ScanItem[]): Promise<Verdict[]> {
    this.seen.push(items.map((item) => ({ id: item.id, seq: item.body.device_seq })));
    const wrong = this.fail(this.seen.length);
    if (wrong) throw wrong;
    return items.map((item) => ({ event_id: item.id, ...this.say(item) }));
  }
  async load(_item: LoadItem): Promise<void> {
    if (this.loadFails) throw this.loadFails;
  }
  async photo(_photo: PhotoItem): Promise<void> {}
}

describe("verdicts", () => {
  it.each([
    ["applied", "done"],
    ["duplicate", "done"],
    ["held", "held"],
    ["conflict", "conflict"],
    ["rejected", "rejected"],
  ] as const)("%s leaves an item %s", (verdict, state) => {
    const [after] = answered([scan(1)], [{ event_id: "event-1", verdict, refusal: "why", errors: [{ field: "code", code: "why", message: "words" }] }], NOW);
    expect(after!.state).toBe(state);
    if (state !== "done") expect(after!.reason).toMatchObject({ code: "why", message: "words", field: "code" });
  });

  it("keeps an item nobody spoke of, or of which an unknown word was said", () => {
    const odd = { event_id: "event-2", verdict: "postponed" } as unknown as Verdict;
    expect(answered([scan(1), scan(2)], [odd], NOW).map((item) => item.state)).toEqual(["waiting", "waiting"]);
  });

  it.each([
    [0, "later"], [500, "later"], [503, "later"], [429, "later"], [408, "later"], [401, "signed_out"], [413, "smaller"], [422, "unreadable"], [403, "refused"], [404, "refused"],
  ] as const)("a whole request answered %i means %s", (status, kind) => expect(failed(problem(status)).kind).toBe(kind));
});

describe("the line", () => {
  it("keeps what is younger than five seconds, unless everything is wanted", () => {
    const young = scan(1, "A", { made: NOW - UNDO_MS + 1 });
    expect(ready([young], NOW)).toEqual([]);
    expect(ready([young], Infinity)).toHaveLength(1);
  });

  it("a rejected item stops what concerns the same unit, and nothing else", () => {
    const items = [scan(1, "A", { state: "rejected" }), scan(2, "A"), scan(3, "B"), scan(4, "NEW"), scan(5, "NEW")];
    items[3]!.body.replaces = "A";
    expect(ready(items, NOW).map((item) => item.id)).toEqual(["event-3"]);
  });

  it("a conflict stops nothing: it is the server's now", () => {
    expect(ready([scan(1, "A", { state: "conflict" }), scan(2, "A")], NOW).map((item) => item.id)).toEqual(["event-2"]);
  });

  it("gives numbers without a gap and never twice", () => {
    const first = numbered([scan(1), scan(2)], DEVICE, 7);
    expect(first.items.map((item) => item.body.device_seq)).toEqual([7, 8]);
    expect(numbered(first.items, DEVICE, first.next)).toEqual(first);
    expect(numbered([scan(3)], null, 9)).toEqual({ items: [scan(3)], next: 9 });
  });

  it("waits longer each time, with jitter, and heeds Retry-After", () => {
    expect([0, 1, 2, 20].map((tries) => pause(tries, null, () => 0.5))).toEqual([2_000, 4_000, 8_000, 300_000]);
    expect(pause(0, null, () => 0)).not.toBe(pause(0, null, () => 1));
    expect(pause(9, 30, () => 0)).toBe(30_000);
  });
});

describe("a round", () => {
  it("settles each on its own: one conflict, one duplicate, one rejected, the rest done", async () => {
    const shelf = new MemoryShelf([1, 2, 3, 4, 5].map((place) => scan(place)));
    const server = new FakeServer();
    const said: Record<string, Verdict["verdict"]> = { "event-2": "conflict", "event-3": "duplicate", "event-4": "rejected" };
    server.say = (item) => ({ verdict: said[item.id] ?? "applied" });
    await new Sync(shelf, server).round("me", NOW, "due");
    expect(shelf.states()).toEqual({ "event-1": "done", "event-2": "conflict", "event-3": "done", "event-4": "rejected", "event-5": "done" });
    expect(shelf.numbers.next).toBe(6);
  });

  it("loses nothing and numbers nothing anew when the answer is lost", async () => {
    const shelf = new MemoryShelf([scan(1), scan(2)]);
    const server = new FakeServer();
    server.fail = (turn) => (turn === 1 ? problem(0, "offline") : null);
    const sync = new Sync(shelf, server, () => 0.5);
    const out = await sync.round("me", NOW, "due");
    expect(out.again).toBe(2_000);
    expect(shelf.states()).toEqual({ "event-1": "waiting", "event-2": "waiting" });
    await sync.round("me", NOW, "due");
    expect(server.seen[1]).toEqual(server.seen[0]);
    expect(Object.values(shelf.states())).toEqual(["done", "done"]);
  });

  it("numbers before sending, so that a crash in between reuses the number", async () => {
    const shelf = new MemoryShelf([scan(1)]);
    const server = new FakeServer();
    server.fail = () => {
      expect((shelf.kept.get("event-1") as ScanItem).body.device_seq).toBe(1);
      expect(shelf.numbers.next).toBe(2);
      return problem(500);
    };
    await new Sync(shelf, server).round("me", NOW, "due");
  });

  it("takes numbers back when not one scan could be read, and tells each what was wrong", async () => {
    const shelf = new MemoryShelf([scan(1), scan(2)]);
    const server = new FakeServer();
    server.fail = () => problem(422, "invalid_input", [{ field: "scans.1.weight_g", code: "out_of_range", message: "too heavy" }]);
    await new Sync(shelf, server).round("me", NOW, "due");
    const second = shelf.kept.get("event-2") as ScanItem;
    expect(second).toMatchObject({ state: "rejected", reason: { field: "weight_g", message: "too heavy" } });
    expect(second.body.device_seq).toBeUndefined();
    expect(shelf.numbers.next).toBe(1);
  });

  it("halves a batch the server finds too large", async () => {
    const shelf = new MemoryShelf([1, 2, 3].map((place) => scan(place)));
    const server = new FakeServer();
    server.fail = (turn) => (turn === 1 ? problem(413) : null);
    await new Sync(shelf, server).round("me", NOW, "due");
    expect(server.seen.map((batch) => batch.length)).toEqual([3, 2, 1]);
    expect(Object.values(shelf.states())).toEqual(["done", "done", "done"]);
  });

  it("sends only what this account made", async () => {
    const shelf = new MemoryShelf([scan(1), scan(2, "B", { owner: "somebody else" })]);
    await new Sync(shelf, new FakeServer()).round("me", NOW, "due");
    expect(shelf.states()).toEqual({ "event-1": "done", "event-2": "waiting" });
  });

  it("stops when the session has ended, and keeps everything", async () => {
    const shelf = new MemoryShelf([scan(1)]);
    const server = new FakeServer();
    server.fail = () => problem(401, "unauthenticated");
    expect(await new Sync(shelf, server).round("me", NOW, "due")).toMatchObject({ signedOut: true, again: null });
    expect(shelf.states()).toEqual({ "event-1": "waiting" });
  });

  it("asks again about what the server holds, under the same number", async () => {
    const shelf = new MemoryShelf([scan(1)]);
    const server = new FakeServer();
    server.say = () => ({ verdict: "held" });
    const sync = new Sync(shelf, server);
    await sync.round("me", NOW, "due");
    server.say = () => ({ verdict: "duplicate" });
    await sync.round("me", NOW, "all");
    expect(server.seen[1]).toEqual(server.seen[0]);
    expect(shelf.states()).toEqual({ "event-1": "done" });
  });

  it("opens loads before the scans that name them; a lost answer to that does no harm", async () => {
    const { body: _scan, ...entry } = scan(1, "L");
    const load: LoadItem = { ...entry, id: "load-1", kind: "load", body: { destination: "W1", code: "L" } };
    const shelf = new MemoryShelf([load, scan(2, "A")]);
    const server = new FakeServer();
    server.loadFails = problem(409, "load_exists");
    await new Sync(shelf, server).round("me", NOW, "due");
    expect(shelf.states()).toEqual({ "load-1": "done", "event-2": "done" });
    shelf.kept.set("load-1", load);
    server.loadFails = problem(422, "site_unknown");
    await new Sync(shelf, server).round("me", NOW, "due");
    expect(shelf.kept.get("load-1")).toMatchObject({ state: "rejected", reason: { code: "site_unknown" } });
  });
});
