/**
 * Every call to the API goes through here. Paths, parameters, bodies and answers are typed from the OpenAPI document
 * (`schema.d.ts`), so a change of the API fails the type check of every page it concerns.
 */
import { language, tag } from "../language";
import { Problem, told } from "./problem";
import type { paths } from "./schema";

type Verb = "get" | "post" | "put" | "patch" | "delete";
type Success = 200 | 201 | 202;

/** The paths that answer to a verb. */
export type Path<V extends Verb> = { [P in keyof paths]: paths[P][V] extends { responses: unknown } ? P : never }[keyof paths];

type Json<R> = R extends { content: { "application/json": infer B } } ? B : undefined;

/** What a route answers when all went well; undefined for 204. */
export type Answer<V extends Verb, P extends keyof paths> = paths[P][V] extends { responses: infer R }
  ? Extract<keyof R, Success> extends never
    ? undefined
    : { [S in Extract<keyof R, Success>]: Json<R[S]> }[Extract<keyof R, Success>]
  : never;

/** One row of a list route. */
export type Row<P extends Path<"get">> = Answer<"get", P> extends { items: (infer I)[] } ? I : never;

type Part<O, Where extends string> = O extends { parameters: infer A } ? (Where extends keyof A ? A[Where] : never) : never;
/** Values that are not there are left out of the address, so they may be undefined. */
type Loosely<T> = [T] extends [never] ? never : T extends object ? { [K in keyof T]: T[K] | undefined } : T;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } }
  ? B
  : O extends { requestBody?: { content: { "application/json": infer B } } }
    ? B | undefined
    : never;
type Asked<K extends string, T> = [T] extends [never]
  ? unknown
  : [T] extends [undefined]
    ? unknown
    : undefined extends T
      ? { [N in K]?: Exclude<T, undefined> | undefined }
      : object extends T
        ? { [N in K]?: T }
        : { [N in K]: T };

/** What a call takes: `path` and `query` parameters, `body`, and things of its own. */
export type Request<V extends Verb, P extends keyof paths> = Asked<"path", Part<paths[P][V], "path">> &
  Asked<"query", Loosely<Part<paths[P][V], "query">>> &
  Asked<"body", Body<paths[P][V]>> & {
    /** `Idempotency-Key` for changes that must happen once; make it with `freshKey()` when the form opens, not when it is sent. */
    key?: string;
    /** Ends the call when the page is left. */
    signal?: AbortSignal;
  };

type Arguments<V extends Verb, P extends keyof paths> = object extends Request<V, P> ? [asked?: Request<V, P>] : [asked: Request<V, P>];

interface Loose {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
}

/** A page of a list: `next` is the address of the page after it, for `follow`. */
export interface Paged<T> {
  items: T[];
  next: string | null;
}

const PATIENCE_MS = 20_000;
const MOST_TRIES = 3;
const LONGEST_WAIT_S = 5;

let proof: string | null = null;
let forget: () => void = () => undefined;
let renewProof: () => Promise<boolean> = async () => false;
const underway = new Map<string, Promise<Response>>();

/** The session store tells what every change must carry, how to renew it, and what to do when the session has ended. */
export function trust(token: string | null): void {
  proof = token;
}
export function onSignedOut(act: () => void, renew: () => Promise<boolean>): void {
  forget = act;
  renewProof = renew;
}

/** Read something. Equal reads under way share one request; a busy server is asked again. */
export async function get<P extends Path<"get">>(path: P, ...[asked]: Arguments<"get", P>): Promise<Answer<"get", P>> {
  return (await body(await read(address(path, (asked ?? {}) as Loose), asked as Loose | undefined))) as Answer<"get", P>;
}

/** Read a list's first page. */
export async function list<P extends Path<"get">>(path: P, ...[asked]: Arguments<"get", P>): Promise<Paged<Row<P>>> {
  return follow<Row<P>>(address(path, (asked ?? {}) as Loose), (asked as Loose | undefined)?.signal);
}

/** Read the page a list named as the next. */
export async function follow<T>(next: string, signal?: AbortSignal): Promise<Paged<T>> {
  const answer = await read(next, signal ? { signal } : undefined);
  const { items } = (await body(answer)) as { items: T[] };
  return { items, next: nextOf(answer.headers.get("Link")) };
}

export const post = changing("post");
export const put = changing("put");
export const patch = changing("patch");
export const remove = changing("delete");

/** A change. It is never sent twice by itself: whoever asked decides, with the same `key`. */
function changing<V extends Exclude<Verb, "get">>(verb: V) {
  return async <P extends Path<V>>(path: P, ...[asked]: Arguments<V, P>): Promise<Answer<V, P>> => {
    const given = (asked ?? {}) as Loose;
    const ask = (): Promise<Response> => send(verb, address(path, given), given);
    try {
      return (await body(await ask())) as Answer<V, P>;
    } catch (error) {
      // The proof was of an older session (another tab signed in anew): it was refused before anything happened.
      if (error instanceof Problem && error.code === "forged_request" && (await renewProof())) {
        return (await body(await ask())) as Answer<V, P>;
      }
      throw error;
    }
  };
}

/** Send a file as it is, or form data; everything else is JSON. */
export async function upload<T>(path: string, content: FormData | Blob, signal?: AbortSignal): Promise<T> {
  const ask = (): Promise<Response> => send("post", path, { body: content, ...(signal ? { signal } : {}) });
  try {
    return (await body(await ask())) as T;
  } catch (error) {
    if (error instanceof Problem && error.code === "forged_request" && (await renewProof())) return (await body(await ask())) as T;
    throw error;
  }
}

/** A random identifier; `crypto.randomUUID` is missing on plain http. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The address with its parameters. Empty values are left out; lists repeat their name. */
export function address(path: string, { path: inPath = {}, query = {} }: Pick<Loose, "path" | "query">): string {
  const filled = path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(String(inPath[name] ?? "")));
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") pairs.append(name, String(one));
    }
  }
  const text = pairs.toString();
  return text ? `${filled}?${text}` : filled;
}

function nextOf(link: string | null): string | null {
  return /<([^>]+)>;\s*rel="?next"?/.exec(link ?? "")?.[1] ?? null;
}

async function read(where: string, asked?: Loose): Promise<Response> {
  // Whoever may end a call must not end somebody else's.
  if (asked?.signal) return again(() => send("get", where, asked));
  const known = `${language.value} ${where}`;
  let shared = underway.get(known);
  if (!shared) {
    shared = again(() => send("get", where, {})).finally(() => underway.delete(known));
    underway.set(known, shared);
  }
  return (await shared).clone();
}

async function again(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    const wait = Number(answer.headers.get("Retry-After") ?? 1);
    if (answer.status !== 503 || tries === MOST_TRIES || !(wait <= LONGEST_WAIT_S)) return answer;
    // With jitter: those who were sent away together shall not come back together.
    await new Promise((resolve) => setTimeout(resolve, wait * 1000 * (0.5 + Math.random())));
  }
}

async function send(verb: string, where: string, { body: content, key, signal }: Loose): Promise<Response> {
  const headers = new Headers({ Accept: "application/json", "Accept-Language": tag(language.value) });
  if (verb !== "get" && proof) headers.set("X-CSRF-Token", proof);
  if (key) headers.set("Idempotency-Key", key);
  const raw = content instanceof FormData || content instanceof Blob;
  if (content !== undefined && !raw) headers.set("Content-Type", "application/json");
  const limit = new AbortController();
  const clock = setTimeout(() => limit.abort(), PATIENCE_MS);
  const stop = (): void => limit.abort();
  signal?.addEventListener("abort", stop);
  try {
    return await fetch(where, {
      method: verb.toUpperCase(),
      headers,
      body: content === undefined ? null : raw ? content : JSON.stringify(content),
      signal: limit.signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw Problem.local(limit.signal.aborted ? "timeout" : "offline");
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener("abort", stop);
  }
}

async function body(answer: Response): Promise<unknown> {
  if (!answer.ok) {
    const problem = await told(answer);
    if (problem.code === "unauthenticated") forget();
    throw problem;
  }
  if (answer.status === 204) return undefined;
  try {
    return await answer.json();
  } catch {
    throw Problem.local("unreadable");
  }
}
