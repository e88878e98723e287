/** Where the phone is, asked for by a tap; a scan without it is marked, never refused. */
import type { components } from "../../shared/api/schema";

type Geo = components["schemas"]["GeoBody"];
const FRESH_MS = 120_000;
const PATIENCE_MS = 6_000;
let last: { at: number; geo: Geo } | null = null;

/** Begin to look; nobody waits for it. */
export function lookAround(): void {
  if (!("geolocation" in navigator) || (last && Date.now() - last.at < FRESH_MS)) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => (last = { at: Date.now(), geo: { lat: round(coords.latitude), lon: round(coords.longitude), accuracy_m: Math.min(100_000, Math.round(coords.accuracy)) } }),
    () => undefined,
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
  );
}

export function here(): Geo | null {
  return last && Date.now() - last.at < FRESH_MS * 5 ? last.geo : null;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
