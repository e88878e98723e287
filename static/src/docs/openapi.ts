import type { Language } from "../shared/language";

/** A JSON Schema as far as this page shows it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  pattern?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

export interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

export interface Media {
  schema?: Schema;
  example?: unknown;
}

export interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
  "x-refusals"?: Refusal[];
}

export interface Refusal extends Record<Language, string> {
  code: string;
}

export interface Operation {
  operationId: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
  security: Record<string, string[]>[];
  "x-title": Record<Language, string>;
  "x-roles": string[];
  "x-permission": { resource: string; verb: string; action: string | null; view: string | null };
}

export interface Document {
  info: { title: string; version: string; description: string };
  tags: { name: string; "x-title": Record<Language, string> }[];
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
  "x-role-names": Record<string, string>;
}

/** One route as it is listed and shown. */
export interface Route {
  id: string;
  method: string;
  path: string;
  operation: Operation;
  parameters: Parameter[];
  /** What a search looks through: lower case. */
  haystack: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      const words = [operation.operationId, method, path, ...Object.values(operation["x-title"]), operation.description ?? ""];
      const names = [...parameters.map((one) => one.name), ...fieldNames(document, operation)];
      return [{ id: operation.operationId, method, path, operation, parameters, haystack: [...words, ...names].join(" ").toLowerCase() }];
    }),
  );
}

/** Names of the fields a body or an answer has at its top, so that a search for `weight_g` finds them. */
function fieldNames(document: Document, operation: Operation): string[] {
  const media = [operation.requestBody, operation.responses["200"], operation.responses["201"]].flatMap((one) =>
    Object.values(one?.content ?? {}),
  );
  return media.flatMap(({ schema }) => {
    const whole = schema && resolve(document, schema);
    const inner = whole?.properties?.items?.items;
    return [...Object.keys(whole?.properties ?? {}), ...Object.keys((inner && resolve(document, inner).properties) ?? {})];
  });
}

/** Routes in which every word of the query occurs. */
export function found(routes: Route[], query: string): Route[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return routes.filter((route) => words.every((word) => route.haystack.includes(word)));
}

export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

export function resolve(document: Document, schema: Schema): Schema {
  return schema.$ref ? (document.components.schemas[nameOf(schema.$ref)] ?? {}) : schema;
}

export function resolveAnswer(document: Document, answer: Answer): Answer {
  return answer.$ref ? (document.components.responses[nameOf(answer.$ref)] ?? {}) : answer;
}

/** The kind of value in one line: `text · uuid`, `integer 0…100`, `[ScanBody]`. */
export function kindOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(" | ");
  if (schema.items) return `[${kindOf(schema.items)}]${bounds(schema.minItems, schema.maxItems)}`;
  const kinds = [schema.type ?? "any"].flat().join(" | ");
  const size = bounds(schema.minimum, schema.maximum) || bounds(schema.minLength, schema.maxLength);
  return [kinds + size, schema.format].filter(Boolean).join(" · ");
}

function bounds(low: number | undefined, high: number | undefined): string {
  if (low === undefined && high === undefined) return "";
  return ` ${low ?? ""}…${high ?? ""}`;
}

/** The schema whose fields can be unfolded under a value of this one, if any. */
export function inside(document: Document, schema: Schema): Schema | undefined {
  const candidates = [schema, schema.items, ...(schema.anyOf ?? []), ...(schema.anyOf ?? []).map((one) => one.items)];
  return candidates.flatMap((one) => (one ? [resolve(document, one)] : [])).find((one) => one.properties);
}

export function jsonOf(content: Record<string, Media> | undefined): Media | undefined {
  return content?.["application/json"] ?? content?.["application/problem+json"];
}

/** A value to begin with: the given example, or one made from the schema. */
export function exampleOf(document: Document, media: Media | undefined): unknown {
  return media?.example ?? (media?.schema ? made(document, media.schema, 0) : undefined);
}

function made(document: Document, schema: Schema, depth: number): unknown {
  const whole = resolve(document, schema);
  if (whole.default !== undefined) return whole.default;
  if (whole.enum) return whole.enum[0];
  if (whole.anyOf?.[0]) return made(document, whole.anyOf[0], depth);
  if (whole.items) return depth > 4 ? [] : [made(document, whole.items, depth + 1)];
  if (whole.properties) {
    const required = Object.entries(whole.properties).filter(([name]) => whole.required?.includes(name));
    return Object.fromEntries(required.map(([name, inner]) => [name, made(document, inner, depth + 1)]));
  }
  return plain(whole);
}

function plain(schema: Schema): unknown {
  switch ([schema.type].flat()[0]) {
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, 1);
    case "boolean":
      return false;
    case "object":
      return {};
    default:
      return { uuid: "00000000-0000-4000-8000-000000000000", "date-time": "2026-11-21T10:00:00+08:00", date: "2026-11-21" }[schema.format ?? ""] ?? "…";
  }
}
