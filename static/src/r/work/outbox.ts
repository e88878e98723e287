/** What this phone captured. */
import { outboxOf } from "../../shared/queue/outbox";
import { memory } from "./memory";

export type { Said } from "../../shared/queue/outbox";
export const useOutbox = outboxOf("r", memory);
