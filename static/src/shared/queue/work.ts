/** How an app that works without a network starts: who was here last, the day's paper, the line of captured work. */
import { watch } from "vue";
import type { Router } from "vue-router";
import { breath } from "../breath";
import { t, type Texts } from "../i18n";
import { stayWhile } from "../leaving";
import { rememberWho, useSession, type Who } from "../session";
import { startApp, type AppDefinition } from "../start";
import { keepFiles, keepStorage } from "../version";
import zh from "../work/texts/zh-CN.json";
import "./shell.css";
import type { Memory } from "./memory";
import type { Outbox } from "./outbox";
import type { DayPaper } from "./paper";

export interface WorkDefinition extends AppDefinition {
  memory: Memory;
  useOutbox: () => Outbox;
  usePaper: () => Pick<DayPaper<unknown>, "recall" | "fetchAnew" | "expire" | "forget">;
}

const MINUTE_MS = 60_000;
/** How long the first page has the line for itself, at most, before all of the app is fetched for work without a network. */
const FIRST_PAGE_MS = 4_000;
/** How long it then still has to be drawn: to keep the app's sixty files takes a phone's whole attention for a moment. */
const DRAWN_MS = 2_000;

export async function startWork(app: WorkDefinition): Promise<Router> {
  rememberWho(app.memory.recallWho);
  const router = await startApp({ ...app, texts: withOwn(app.texts) });
  const [session, outbox, paper] = [useSession(), app.useOutbox(), app.usePaper()];
  stayWhile(async () => (outbox.keeping ? t("queue.unsent", { count: outbox.keeping }) : null));
  let shown: () => void;
  const settled = new Promise<void>((go) => (shown = go));
  watch(
    () => [session.who, session.state] as const,
    ([who, state], before) => {
      // While a second factor is still to be given, nothing may be asked for.
      if (who && state !== "in") return;
      if (before?.[0]?.account?.id !== who?.account?.id) paper.forget();
      if (who) void begin(who);
      else if (before?.[0]) void app.memory.forgetWho();
    },
    { immediate: true },
  );
  async function begin(who: Who): Promise<void> {
    // What is kept and what the server says are looked up side by side: whichever is there first is shown.
    void paper.recall();
    void paper.fetchAnew().then(shown);
    await breath();
    // Somebody may have signed out meanwhile; nothing of theirs is then kept anew.
    if (session.who?.account?.id !== who.account?.id) return;
    void app.memory.keepWho(who);
    await breath();
    void outbox.send("due");
    void keepStorage();
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && session.state === "in" && void paper.fetchAnew());
  setInterval(() => void paper.expire(), MINUTE_MS);
  await outbox.start();
  await Promise.race([settled, pause(FIRST_PAGE_MS)]);
  await pause(DRAWN_MS);
  await keepFiles(app.entry);
  return router;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** The common texts of work without a network beside the app's own. */
function withOwn(texts: Texts): Texts {
  return {
    zh: { ...texts.zh, ...zh },
    en: async () => {
      const [own, common] = await Promise.all([texts.en(), import("../work/texts/en.json")]);
      return { default: { ...own.default, ...common.default } };
    },
  };
}
