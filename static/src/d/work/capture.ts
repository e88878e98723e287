/** One scan of the station from the gun to the verdict: kept here first, sent at once, answered over the whole screen. */
import { watch } from "vue";
import { grouped } from "../../shared/codes";
import { moment } from "../../shared/format";
import { has, t } from "../../shared/i18n";
import type { Item, ScanItem } from "../../shared/queue/item";
import { useOutbox, type Said } from "./outbox";
import { tell } from "./result";

/** Longer nobody waits with an appliance in their arms; the answer then shows in the queue. */
const PATIENCE_MS = 6_000;

export type Named = { zh: string; en: string } | null;

/** Keep a scan and send it; resolves with what became of it, which is `waiting` without a network. */
export async function capture(said: Said, name: Named): Promise<ScanItem> {
  const outbox = useOutbox();
  const kept = await outbox.add(said, { item: name, order: null });
  const now = (): Item => outbox.items.find((item) => item.id === kept.id) ?? kept;
  if (outbox.online) {
    const answered = until(() => now().state !== "waiting");
    // A round under way does not take it along; the next one does.
    await (outbox.busy ? (void outbox.send("all"), answered) : Promise.race([outbox.send("all"), answered]));
  }
  return now() as ScanItem;
}

function until(done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, PATIENCE_MS);
    const stop = watch(done, (is) => is && end());
    function end(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}

/** Say what became of a scan; `good` is the sentence for when all went well. */
export function announce(item: ScanItem, good: { title: string; text?: string }): void {
  const code = grouped(item.body.code);
  const message = item.reason?.message || item.reason?.code || "";
  switch (item.state) {
    case "done":
      return tell({ look: "good", ...good });
    case "held":
      return tell({ look: "again", title: t("d.said.held", { code }), text: message });
    case "waiting":
      return tell({ look: "waiting", title: t("d.said.waiting", { code }), text: t("d.said.waiting_text") });
    default:
      return tell({ look: "wrong", title: t(`d.said.${item.state === "conflict" ? "conflict" : "rejected"}`, { code }), text: [message, known(item)].filter(Boolean).join(" ") });
  }
}

/** Where the server knows the appliance to be, when that is why it said no. */
export function known(item: ScanItem): string {
  const { stage, since } = item.reason?.facts ?? {};
  return typeof stage === "string" && has(`stage.${stage}`, "zh-CN") ? t("d.said.known", { stage: t(`stage.${stage}`), since: moment(since as string) }) : "";
}
