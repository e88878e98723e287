import { speakAlso } from "../i18n";
import zh from "./texts/zh-CN.json";

const texts = { zh, en: () => import("./texts/en.json") };

/** The texts of an organisation's own pages: fetched with them, not with every app. */
export const words = (): Promise<void> => speakAlso(texts);
