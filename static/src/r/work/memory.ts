/** What this phone remembers, and of whom. */
import { memoryOf } from "../../shared/queue/memory";

const mine = memoryOf("tradein-r");

export const memory = mine.open;
export const { recallWho, keepWho, forgetWho } = mine;
