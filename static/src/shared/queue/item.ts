/** What waits on a device until the server has taken it: scans, loads opened offline, photos. */
import type { components } from "../api/schema";

export type ScanBody = components["schemas"]["ScanBody"];
export type LoadBody = components["schemas"]["LoadBody"];
export type Verdict = components["schemas"]["VerdictView"];

/**
 * `waiting` has not been answered. `done`: applied, or stored before. `held` and `conflict`: the server keeps it and waits
 * for something, or for a person. `rejected`: the server did not keep it; it stays here until it is corrected or given up.
 */
export type ItemState = "waiting" | "done" | "held" | "conflict" | "rejected" | "replaced" | "given_up";

/** Why something is not done, in the server's words. */
export interface Reason {
  code: string;
  message: string;
  field: string | null;
  facts: Record<string, unknown>;
}

/** What a person recognises an entry by; no personal data. */
export interface Note {
  item: { zh: string; en: string } | null;
  order: string | null;
}

interface Entry {
  /** Event id, or the id of a load's opening. A repetition with the same id is harmless. */
  id: string;
  /** The account that did it: only they send it. */
  owner: string;
  /** Place in line, given by the shelf. */
  place: number;
  made: number;
  state: ItemState;
  reason: Reason | null;
  note: Note;
  /** When the server answered. */
  answered: number | null;
  /** A person has read it and leaves it to those who decide. */
  seen: boolean;
}

export interface ScanItem extends Entry {
  kind: "scan";
  body: ScanBody;
}

export interface LoadItem extends Entry {
  kind: "load";
  body: LoadBody;
}

export type Item = ScanItem | LoadItem;

export interface PhotoItem {
  /** SHA-256 of what is sent, hexadecimal: scans name the photo by it. */
  hash: string;
  owner: string;
  order: string | null;
  purpose: string;
  made: number;
  state: "waiting" | "done" | "rejected";
  reason: Reason | null;
  bytes: Blob;
}

/** The unit or load an item is about: what comes later about it waits until the earlier is settled. */
export function about(item: Item): string[] {
  if (item.kind === "load") return [item.body.code ?? ""];
  return [item.body.code, ...(item.body.replaces ? [item.body.replaces] : [])];
}

/** Whether it still has to be sent, or corrected, by the person who made it. */
export function unsent(item: Item): boolean {
  return item.state === "waiting" || item.state === "rejected";
}

/** Whether somebody should look at it. */
export function needsLook(item: Item): boolean {
  return item.state === "rejected" || (item.state === "conflict" && !item.seen);
}
