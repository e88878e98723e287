/** What this desk captured: written here first, then sent. */
import { outboxOf } from "../../shared/queue/outbox";
import { memory } from "./memory";

export type { Said } from "../../shared/queue/outbox";
export const useOutbox = outboxOf("d", memory);
