/** The device's own memory (IndexedDB): the line of items, photos, and sealed papers such as the day's work pack. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Item, PhotoItem } from "./item";
import type { Numbering, Shelf } from "./sync";
import { canSeal, freshVaultKey, vault, type Sealed, type Vault } from "./vault";

interface Kept extends DBSchema {
  items: { key: number; value: { place?: number; id: string; sealed?: Sealed; open?: Item }; indexes: { id: string } };
  photos: { key: string; value: { hash: string; facts: Omit<PhotoItem, "bytes">; type: string; sealed?: Sealed; open?: Blob } };
  papers: { key: string; value: unknown };
}

/** How long finished entries stay readable on the device. */
const HISTORY_MS = 24 * 3_600_000;

export interface Store extends Shelf {
  /** Put an entry at the end of the line; durable when it resolves. */
  append(item: Omit<Item, "place">): Promise<Item>;
  take(id: string): Promise<boolean>;
  photo(hash: string): Promise<PhotoItem | null>;
  dropPhoto(hash: string): Promise<void>;
  number(device: string | null): Promise<void>;
  paper<T>(name: string): Promise<T | null>;
  keepPaper(name: string, value: unknown): Promise<void>;
  /** Destroy every paper. What waits to be sent stays. */
  tear(): Promise<void>;
  tearOne(name: string): Promise<void>;
  /** Forget entries that were done long ago. */
  tidy(now: number): Promise<void>;
}

export async function openStore(name: string): Promise<Store> {
  const db = await openDB<Kept>(name, 1, {
    upgrade(made) {
      made.createObjectStore("items", { keyPath: "place", autoIncrement: true }).createIndex("id", "id", { unique: true });
      made.createObjectStore("photos", { keyPath: "hash" });
      made.createObjectStore("papers");
    },
  });
  return new DeviceStore(db, canSeal() ? vault(await keyOf(db)) : null);
}

async function keyOf(db: IDBPDatabase<Kept>): Promise<CryptoKey> {
  const known = (await db.get("papers", "key")) as CryptoKey | undefined;
  if (known) return known;
  const fresh = await freshVaultKey();
  // Two pages may open at once: the first key stays.
  const change = db.transaction("papers", "readwrite");
  const meanwhile = (await change.store.get("key")) as CryptoKey | undefined;
  if (!meanwhile) await change.store.put(fresh, "key");
  await change.done;
  return meanwhile ?? fresh;
}

class DeviceStore implements Store {
  constructor(
    private readonly db: IDBPDatabase<Kept>,
    private readonly seal: Vault | null,
  ) {}

  async append(item: Omit<Item, "place">): Promise<Item> {
    const row = await this.row({ ...item, place: 0 } as Item);
    const { place: _none, ...fresh } = row;
    const place = await this.db.add("items", fresh);
    return { ...item, place } as Item;
  }

  async items(): Promise<Item[]> {
    const rows = await this.db.getAll("items");
    return Promise.all(rows.map(async (row) => ({ ...(row.sealed && this.seal ? await this.seal.open<Item>(row.sealed) : row.open!), place: row.place! })));
  }

  async keep(items: readonly Item[], next?: number): Promise<void> {
    const rows = await Promise.all(items.map((item) => this.row(item)));
    const change = this.db.transaction(["items", "papers"], "readwrite");
    for (const row of rows) void change.objectStore("items").put(row);
    if (next !== undefined) {
      const papers = change.objectStore("papers");
      const known = ((await papers.get("numbering")) ?? { device: null }) as Numbering;
      void papers.put({ ...known, next }, "numbering");
    }
    await change.done;
  }

  async take(id: string): Promise<boolean> {
    const change = this.db.transaction("items", "readwrite");
    const place = await change.store.index("id").getKey(id);
    if (place !== undefined) await change.store.delete(place);
    await change.done;
    return place !== undefined;
  }

  async photos(): Promise<PhotoItem[]> {
    const rows = await this.db.getAll("photos");
    return Promise.all(rows.map((row) => this.developed(row)));
  }

  async photo(hash: string): Promise<PhotoItem | null> {
    const row = await this.db.get("photos", hash);
    return row ? this.developed(row) : null;
  }

  async keepPhoto(photo: PhotoItem): Promise<void> {
    const { bytes, ...facts } = photo;
    const base = { hash: photo.hash, facts, type: bytes.type };
    await this.db.put("photos", this.seal ? { ...base, sealed: await this.seal.sealBytes(await bytes.arrayBuffer()) } : { ...base, open: bytes });
  }

  async dropPhoto(hash: string): Promise<void> {
    await this.db.delete("photos", hash);
  }

  async numbering(): Promise<Numbering> {
    return ((await this.db.get("papers", "numbering")) ?? { device: null, next: 1 }) as Numbering;
  }

  async number(device: string | null): Promise<void> {
    await this.db.put("papers", { device, next: 1 } satisfies Numbering, "numbering");
  }

  async paper<T>(name: string): Promise<T | null> {
    const sealed = (await this.db.get("papers", `paper.${name}`)) as Sealed | undefined;
    if (!sealed || !this.seal) return null;
    try {
      return await this.seal.open<T>(sealed);
    } catch {
      // Sealed by a key that is gone: as good as absent.
      return null;
    }
  }

  async keepPaper(name: string, value: unknown): Promise<void> {
    if (this.seal) await this.db.put("papers", await this.seal.seal(value), `paper.${name}`);
  }

  async tear(): Promise<void> {
    await this.db.delete("papers", IDBKeyRange.bound("paper.", "paper.\uffff"));
  }

  async tearOne(name: string): Promise<void> {
    await this.db.delete("papers", `paper.${name}`);
  }

  async tidy(now: number): Promise<void> {
    const over = (state: string): boolean => ["done", "replaced", "given_up"].includes(state);
    const old = (await this.items()).filter((item) => over(item.state) && now - (item.answered ?? item.made) > HISTORY_MS);
    const change = this.db.transaction(["items", "photos"], "readwrite");
    for (const item of old) void change.objectStore("items").delete(item.place);
    for (const photo of await change.objectStore("photos").getAll()) {
      if (photo.facts.state === "done") void change.objectStore("photos").delete(photo.hash);
    }
    await change.done;
  }

  private async row(item: Item): Promise<{ place: number; id: string; sealed?: Sealed; open?: Item }> {
    const base = { place: item.place, id: item.id };
    return this.seal ? { ...base, sealed: await this.seal.seal(item) } : { ...base, open: item };
  }

  private async developed(row: Kept["photos"]["value"]): Promise<PhotoItem> {
    const bytes = row.sealed && this.seal ? new Blob([await this.seal.openBytes(row.sealed)], { type: row.type }) : (row.open ?? new Blob([]));
    return { ...row.facts, bytes };
  }
}
