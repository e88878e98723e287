import type { Route } from "./openapi";

/** What somebody filled in to try a route. */
export interface Draft {
  values: Record<string, string>;
  body: string;
  key: string;
}

/** What came back. */
export interface Reply {
  status: number;
  type: string;
  milliseconds: number;
  next: string | null;
  text: string;
}

const SAFE = new Set(["get", "head"]);

/** The path with its values and the query string that were filled in. */
export function addressOf(route: Route, values: Record<string, string>): string {
  const path = route.path.replace(/{(\w+)}/g, (whole, name: string) => (values[name] ? encodeURIComponent(values[name]) : whole));
  const query = new URLSearchParams();
  for (const { name, in: where } of route.parameters) {
    if (where === "query" && values[name]) query.set(name, values[name]);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The same request for a command line. */
export function curlOf(route: Route, draft: Draft): string {
  const lines = [`curl -X ${route.method.toUpperCase()} ${quoted(location.origin + addressOf(route, draft.values))}`];
  if (draft.key || route.operation.security.every((way) => Object.keys(way).length)) {
    lines.push(`-H ${quoted(`Authorization: Bearer ${draft.key || "tik_…"}`)}`);
  }
  for (const [name, value] of headersOf(route, draft)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (sendsBody(route)) lines.push(`-d ${quoted(draft.body)}`);
  return lines.join(" \\\n  ");
}

/** Send it as the person signed in here, or with the key that was given. */
export async function send(route: Route, draft: Draft): Promise<Reply> {
  const headers = new Headers(headersOf(route, draft));
  if (draft.key) headers.set("Authorization", `Bearer ${draft.key}`);
  else if (!SAFE.has(route.method)) await prove(headers);
  const begun = performance.now();
  const body = sendsBody(route) ? draft.body : null;
  const answer = await fetch(addressOf(route, draft.values), { method: route.method.toUpperCase(), headers, body });
  const type = answer.headers.get("Content-Type") ?? "";
  const text = /json|text|svg/.test(type) ? shown(await answer.text(), type) : `(${(await answer.blob()).size} B)`;
  return { status: answer.status, type, milliseconds: Math.round(performance.now() - begun), next: answer.headers.get("Link"), text };
}

/** A random identifier; `crypto.randomUUID` is missing on plain http. */
export function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function headersOf(route: Route, draft: Draft): [string, string][] {
  const given = route.parameters.flatMap(({ name, in: where }): [string, string][] =>
    where === "header" && draft.values[name] ? [[name, draft.values[name]]] : [],
  );
  return sendsBody(route) ? [...given, ["Content-Type", "application/json"]] : given;
}

function sendsBody(route: Route): boolean {
  return route.operation.requestBody !== undefined;
}

/** Changes under a cookie need the proof that only a page of ours can read. */
async function prove(headers: Headers): Promise<void> {
  const answer = await fetch("/api/v1/session");
  if (!answer.ok) return;
  const { csrf_token: token } = (await answer.json()) as { csrf_token: string | null };
  if (token) headers.set("X-CSRF-Token", token);
}

function shown(text: string, type: string): string {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
