import { watch } from "vue";
import "../shared/element.css";
import { t } from "../shared/i18n";
import { stayWhile } from "../shared/leaving";
import { rememberWho, useSession } from "../shared/session";
import { startApp } from "../shared/start";
import { keepFiles, keepStorage } from "../shared/version";
import App from "./App.vue";
import "./d.css";
import dismantling from "./dismantling/texts/zh-CN.json";
import { routes } from "./routes";
import zh from "./texts/zh-CN.json";
import { useGround } from "./work/ground";
import { forgetWho, keepWho, recallWho } from "./work/memory";
import { useOutbox } from "./work/outbox";

rememberWho(recallWho);

const texts = {
  zh: { ...zh, ...dismantling },
  en: async () => {
    const [own, others] = await Promise.all([import("./texts/en.json"), import("./dismantling/texts/en.json")]);
    return { default: { ...own.default, ...others.default } };
  },
};

void startApp({ entry: "d", root: App, routes, texts }).then(async () => {
  const [session, outbox, ground] = [useSession(), useOutbox(), useGround()];
  stayWhile(async () => (outbox.keeping ? t("d.leave.unsent", { count: outbox.keeping }) : null));
  watch(
    () => session.who,
    async (who, before) => {
      // While a second factor is still to be given, nothing may be asked for.
      if (who && session.state !== "in") return;
      if (who) {
        await keepWho(who);
        await ground.recall();
        void ground.fetchAnew();
        void outbox.send("due");
        void keepStorage();
      } else if (before) {
        ground.forget();
        await forgetWho();
      }
    },
    { immediate: true },
  );
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && session.state === "in" && void ground.fetchAnew());
  setInterval(() => void ground.expire(), 60_000);
  await outbox.start();
  await keepFiles("d");
});
