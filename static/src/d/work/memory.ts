/** What this desk remembers, and of whom. */
import { memoryOf } from "../../shared/queue/memory";

export const mine = memoryOf("tradein-d");
export const memory = mine.open;
