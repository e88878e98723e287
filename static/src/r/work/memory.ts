/** What this phone remembers, and of whom. */
import { memoryOf } from "../../shared/queue/memory";

export const mine = memoryOf("tradein-r");
export const memory = mine.open;
