/** Keeps a board current: told by the stream when something changed, asking by itself when the stream does not come. */
import { onScopeDispose, ref, watch, type Ref } from "vue";

export type Connection = "connecting" | "live" | "polling";

const AT_MOST_EVERY_MS = 1000;
const FULL_REFRESH_MS = 30_000;
const POLL_MS = 15_000;
const TRIES = 3;
const RETRY_STREAM_MS = 60_000;

export const STALE_AFTER_MS = 60_000;

export interface Live {
  connection: Ref<Connection>;
  /** When the last successful refresh arrived, by this machine's clock; null before the first. */
  received: Ref<number | null>;
  /** Whether what is shown may be old: nothing has arrived for a minute. */
  stale: Ref<boolean>;
  refresh: () => Promise<void>;
}

/** Call `load` now, after every change in `region`, and every half minute anyway; `load` rejects when it could not. */
export function useLive(region: Ref<string>, load: () => Promise<void>): Live {
  const connection = ref<Connection>("connecting");
  const received = ref<number | null>(null);
  const stale = ref(false);
  let source: EventSource | null = null;
  let failures = 0;
  let last = 0;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let missed = false;

  async function refresh(): Promise<void> {
    // A change that comes while reading may not be in what is read: read once more afterwards.
    if (running) {
      missed = true;
      return running;
    }
    last = Date.now();
    running = load()
      .then(() => void (received.value = Date.now()))
      .catch(() => undefined)
      .finally(() => {
        running = null;
        if (missed) {
          missed = false;
          soon();
        }
      });
    return running;
  }

  function soon(): void {
    if (waiting) return;
    const wait = Math.max(0, last + AT_MOST_EVERY_MS - Date.now());
    waiting = setTimeout(() => {
      waiting = null;
      void refresh();
    }, wait);
  }

  function open(): void {
    close();
    const made = new EventSource(`/api/v1/oversight/${encodeURIComponent(region.value)}/stream`);
    source = made;
    const heard = (): void => {
      failures = 0;
      connection.value = "live";
    };
    made.addEventListener("open", heard);
    made.addEventListener("ready", heard);
    for (const kind of ["figures", "reset"]) {
      made.addEventListener(kind, () => {
        heard();
        soon();
      });
    }
    made.addEventListener("error", () => {
      failures += 1;
      connection.value = failures >= TRIES ? "polling" : "connecting";
      // The browser reconnects by itself, except after an answer that is no stream.
      if (made.readyState === EventSource.CLOSED || failures >= TRIES) {
        close();
        retry = setTimeout(open, failures >= TRIES ? RETRY_STREAM_MS : 3000 * failures);
      }
    });
  }

  function close(): void {
    source?.close();
    source = null;
    if (retry) clearTimeout(retry);
    retry = null;
  }

  const clock = setInterval(() => {
    stale.value = received.value !== null && Date.now() - received.value > STALE_AFTER_MS;
    const pause = connection.value === "polling" ? POLL_MS : FULL_REFRESH_MS;
    if (Date.now() - last >= pause) void refresh();
  }, 1000);

  watch(
    region,
    () => {
      failures = 0;
      connection.value = "connecting";
      open();
    },
    { immediate: true },
  );
  const awake = (): void => {
    if (!document.hidden) soon();
  };
  document.addEventListener("visibilitychange", awake);
  // A stream whose network went away hears nothing of it for minutes: the light must not stay green meanwhile.
  const cutOff = (): void => {
    connection.value = "connecting";
    close();
  };
  const back = (): void => {
    failures = 0;
    open();
    soon();
  };
  addEventListener("offline", cutOff);
  addEventListener("online", back);
  onScopeDispose(() => {
    close();
    clearInterval(clock);
    if (waiting) clearTimeout(waiting);
    document.removeEventListener("visibilitychange", awake);
    removeEventListener("offline", cutOff);
    removeEventListener("online", back);
  });
  return { connection, received, stale, refresh };
}
