import { startApp } from "../shared/start";
import App from "./App.vue";
import { routes } from "./routes";
import "./m.css";
import zh from "./texts/zh-CN.json";

void startApp({ entry: "m", root: App, routes, texts: { zh, en: () => import("./texts/en.json") } });
