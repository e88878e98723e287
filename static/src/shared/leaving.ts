/** Reasons to stay signed in: an app that holds unsent work adds a question that answers with the sentence to show. */
type Reason = () => Promise<string | null>;

const reasons = new Set<Reason>();

/** Ask `reason` before anybody signs out; returns how to stop asking. */
export function stayWhile(reason: Reason): () => void {
  reasons.add(reason);
  return () => reasons.delete(reason);
}

/** Null when one may sign out, else the sentence that says why not. */
export async function mayLeave(): Promise<string | null> {
  for (const reason of reasons) {
    const held = await reason();
    if (held !== null) return held;
  }
  return null;
}
