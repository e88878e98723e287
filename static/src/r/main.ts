import { watch } from "vue";
import { stayWhile } from "../shared/leaving";
import { t } from "../shared/i18n";
import { rememberWho, useSession } from "../shared/session";
import { startApp } from "../shared/start";
import App from "./App.vue";
import "./r.css";
import { routes } from "./routes";
import zh from "./texts/zh-CN.json";
import { forgetWho, keepWho, recallWho } from "./work/memory";
import { useOutbox } from "./work/outbox";
import { usePack } from "./work/pack";
import { keepFiles, keepStorage } from "../shared/version";

rememberWho(recallWho);

void startApp({ entry: "r", root: App, routes, texts: { zh, en: () => import("./texts/en.json") } }).then(async () => {
  const [session, outbox, pack] = [useSession(), useOutbox(), usePack()];
  stayWhile(async () => (outbox.keeping ? t("r.leave.unsent", { count: outbox.keeping }) : null));
  watch(
    () => session.who,
    async (who, before) => {
      // While a second factor is still to be given, nothing may be asked for.
      if (who && session.state !== "in") return;
      if (who) {
        await keepWho(who);
        await pack.recall();
        void pack.fetchAnew();
        void outbox.send("due");
        void keepStorage();
      } else if (before) {
        pack.forget();
        await forgetWho();
      }
    },
    { immediate: true },
  );
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && session.state === "in" && void pack.fetchAnew());
  setInterval(() => void pack.expire(), 60_000);
  // What was sent changes what is left to do.
  watch(() => outbox.sentAt, () => void pack.fetchAnew());
  await outbox.start();
  await keepFiles("r");
});
