/** Sends what waits: loads, then scans in batches, then photos. Storage and server are parameters, so that both can fail on purpose. */
import { Problem, problemOf } from "../api/problem";
import type { Item, LoadItem, PhotoItem, ScanItem, Verdict } from "./item";
import { BATCH, numbered, pause, ready } from "./line";
import { answered, failed, refused, unreadable } from "./verdicts";

/** The device this installation is enrolled as, and the number its next scan gets. */
export interface Numbering {
  device: string | null;
  next: number;
}

/** Where items lie. Every write is durable before it resolves. */
export interface Shelf {
  items(): Promise<Item[]>;
  photos(): Promise<PhotoItem[]>;
  /** Items and the device's next number together: neither without the other. */
  keep(items: readonly Item[], next?: number): Promise<void>;
  keepPhoto(photo: PhotoItem): Promise<void>;
  numbering(): Promise<Numbering>;
}

/** The server's side. Each call rejects with a `Problem`. */
export interface Server {
  scans(items: readonly ScanItem[]): Promise<readonly Verdict[]>;
  load(item: LoadItem): Promise<void>;
  photo(photo: PhotoItem): Promise<void>;
}

export interface Outcome {
  /** What stopped the round, if something did. */
  problem: Problem | null;
  /** Milliseconds until another round makes sense; null when nothing waits for one. */
  again: number | null;
  /** The person must sign in first. */
  signedOut: boolean;
}

interface Round {
  shelf: Shelf;
  server: Server;
  owner: string;
  now: number;
  /** Send even what may still be undone, and ask again about what the server holds. */
  all: boolean;
}

export class Sync {
  private tries = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly server: Server,
    private readonly random: () => number = Math.random,
  ) {}

  /** One round for this account. Never loses anything: what is not answered stays. */
  async round(owner: string, now: number, how: "due" | "all"): Promise<Outcome> {
    const round = { shelf: this.shelf, server: this.server, owner, now, all: how === "all" };
    try {
      await sendLoads(round);
      await sendScans(round);
      await sendPhotos(round);
    } catch (error) {
      return this.stopped(problemOf(error));
    }
    this.tries = 0;
    return { problem: null, again: null, signedOut: false };
  }

  private stopped(problem: Problem): Outcome {
    const failure = failed(problem);
    if (failure.kind === "signed_out") return { problem, again: null, signedOut: true };
    const after = failure.kind === "later" ? failure.after : null;
    return { problem, again: pause(this.tries++, after, this.random), signedOut: false };
  }
}

async function own(round: Round): Promise<Item[]> {
  return (await round.shelf.items()).filter((item) => item.owner === round.owner);
}

async function sendLoads(round: Round): Promise<void> {
  for (const item of await own(round)) {
    if (item.kind !== "load" || item.state !== "waiting") continue;
    try {
      await round.server.load(item);
      await round.shelf.keep([{ ...item, state: "done", answered: round.now }]);
    } catch (error) {
      const problem = problemOf(error);
      const kind = failed(problem).kind;
      // It is our own code: if it exists, an earlier answer was lost on the way.
      if (problem.code === "load_exists") await round.shelf.keep([{ ...item, state: "done", answered: round.now }]);
      else if (kind === "unreadable" || kind === "refused") await round.shelf.keep([refused(item, problem, round.now)]);
      else throw problem;
    }
  }
}

async function sendScans(round: Round): Promise<void> {
  const items = await own(round);
  const waiting = ready(items, round.all ? Infinity : round.now);
  // Asking again is harmless, and tells when what it waited for has come.
  const held = round.all ? items.filter((item): item is ScanItem => item.kind === "scan" && item.state === "held") : [];
  await inBatches(round, [...held, ...waiting], BATCH);
}

async function inBatches(round: Round, items: readonly ScanItem[], size: number): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    const given = await number(round, items.slice(from, from + size));
    try {
      await round.shelf.keep(answered(given, await round.server.scans(given), round.now));
    } catch (error) {
      const problem = problemOf(error);
      const kind = failed(problem).kind;
      if (kind === "smaller" && given.length > 1) await inBatches(round, given, Math.ceil(given.length / 2));
      else if (kind === "unreadable") await takeBack(round, given, problem);
      else throw problem;
    }
  }
}

async function number(round: Round, items: readonly ScanItem[]): Promise<ScanItem[]> {
  const { device, next } = await round.shelf.numbering();
  const given = numbered(items, device, next);
  await round.shelf.keep(given.items, given.next);
  return given.items;
}

/** The body was refused as a whole, so the server noted none of their numbers: the next ones begin there. */
async function takeBack(round: Round, items: readonly ScanItem[], problem: Problem): Promise<void> {
  const numbers = items.flatMap((item) => item.body.device_seq ?? []);
  const { next } = await round.shelf.numbering();
  await round.shelf.keep(unreadable(items, problem, round.now), Math.min(next, ...numbers));
}

async function sendPhotos(round: Round): Promise<void> {
  const photos = (await round.shelf.photos()).filter((photo) => photo.owner === round.owner && photo.state === "waiting");
  for (const photo of photos) {
    try {
      await round.server.photo(photo);
      await round.shelf.keepPhoto({ ...photo, state: "done", bytes: new Blob([]) });
    } catch (error) {
      const problem = problemOf(error);
      const kind = failed(problem).kind;
      if (kind === "later" || kind === "signed_out") throw problem;
      await round.shelf.keepPhoto({ ...photo, state: "rejected", reason: { code: problem.code, message: problem.message, field: null, facts: {} } });
    }
  }
}
