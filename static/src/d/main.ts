import "../shared/element.css";
import { startWork } from "../shared/queue/work";
import App from "./App.vue";
import "./d.css";
import dismantling from "./dismantling/texts/zh-CN.json";
import { routes } from "./routes";
import zh from "./texts/zh-CN.json";
import { useGround } from "./work/ground";
import { mine } from "./work/memory";
import { useOutbox } from "./work/outbox";

const texts = {
  zh: { ...zh, ...dismantling },
  en: async () => {
    const [own, others] = await Promise.all([import("./texts/en.json"), import("./dismantling/texts/en.json")]);
    return { default: { ...own.default, ...others.default } };
  },
};

void startWork({ entry: "d", root: App, routes, texts, memory: mine, useOutbox, usePaper: useGround });
