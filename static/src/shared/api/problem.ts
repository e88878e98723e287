import { has, t } from "../i18n";

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** Codes of failures that never reached the server. */
export type LocalCode = "offline" | "timeout" | "unreadable";

interface Told {
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  facts?: Record<string, unknown>;
  request_id?: string;
}

/** A refusal or failure in words: what happened (`message`), what to do (`way`), which fields (`errors`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;

  constructor(
    told: Told,
    /** Seconds after which asking again makes sense, if the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(told.detail);
    this.name = "Problem";
    this.status = told.status;
    this.code = told.code;
    this.errors = told.errors ?? [];
    this.facts = told.facts ?? {};
    this.requestId = told.request_id ?? null;
  }

  /** Nothing reached the server, so nothing was changed there. */
  static local(code: LocalCode): Problem {
    return new Problem({ status: 0, code, detail: t(`problem.${code}`) });
  }

  /** The next step for the reader. */
  get way(): string {
    const keys = [`problem.way.${this.code}`, `problem.way.${this.status}`, this.status >= 500 ? "problem.way.500" : "problem.way.other"];
    const seconds = this.retryAfter ?? 2;
    return t(keys.find((key) => has(key, "zh-CN")) ?? "problem.way.other", { seconds });
  }

  /** The sentence about one field, if the server named it. Lists are addressed as `units.0.weight_g`. */
  of(field: string): string | undefined {
    return this.errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;
  }
}

/** Whatever was thrown, as a problem. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : Problem.local("unreadable");
}

/** An answer that is no success, as a problem; proxies answer in HTML, and that is said in our own words. */
export async function told(answer: Response): Promise<Problem> {
  const after = Number(answer.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(after) && after > 0 ? after : null;
  try {
    const body = (await answer.json()) as Told;
    if (typeof body.code === "string" && typeof body.detail === "string") return new Problem(body, retryAfter);
  } catch {
    // Not a problem document.
  }
  const detail = t(answer.status >= 500 ? "problem.server" : "problem.unreadable");
  return new Problem({ status: answer.status, code: `http_${answer.status}`, detail }, retryAfter);
}
