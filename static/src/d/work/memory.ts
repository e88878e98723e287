/** What this desk remembers, and of whom. */
import { memoryOf } from "../../shared/queue/memory";

const mine = memoryOf("tradein-d");

export const memory = mine.open;
export const { recallWho, keepWho, forgetWho } = mine;
