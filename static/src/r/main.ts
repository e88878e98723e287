import { startWork } from "../shared/queue/work";
import App from "./App.vue";
import "./r.css";
import { routes } from "./routes";
import zh from "./texts/zh-CN.json";
import { mine } from "./work/memory";
import { useOutbox } from "./work/outbox";
import { usePack } from "./work/pack";

void startWork({ entry: "r", root: App, routes, texts: { zh, en: () => import("./texts/en.json") }, memory: mine, useOutbox, usePaper: usePack });
