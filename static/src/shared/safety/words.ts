import { speakAlso } from "../i18n";
import zh from "./texts/zh-CN.json";

const texts = { zh, en: () => import("./texts/en.json") };

/** The texts of the account's pages: fetched with them, not with every app. */
export const words = (): Promise<void> => speakAlso(texts);
