import { startApp } from "../shared/start";
import App from "./App.vue";
import "./o.css";
import { routes } from "./routes";
import zh from "./texts/zh-CN.json";

void startApp({ entry: "o", root: App, routes, texts: { zh, en: () => import("./texts/en.json") } });
