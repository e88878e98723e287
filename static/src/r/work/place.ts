/** Roughly where the phone is, asked for by a tap; a scan without it is marked, never refused. Nothing finer leaves it. */
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
    { enableHighAccuracy: false, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
  );
}

export function here(): Geo | null {
  return last && Date.now() - last.at < FRESH_MS * 5 ? last.geo : null;
}

/** To a hundredth of a degree, about a kilometre: the district, and nobody's door. */
function round(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
