/** Scanner guns that type: a burst of keys ended by Enter, wherever the focus is. */

const BURST_MS = 60;
const SHORTEST = 8;
/** Fields that take no text: a gun that shoots at them means the page. */
const MUTE: ReadonlySet<string> = new Set(["radio", "checkbox", "button", "submit", "reset", "range", "file"]);

/** Collects keys of a gun; slow keys are a person's and are left alone. Pure: times come in. */
export class Burst {
  private text = "";
  private last = 0;

  /** The text of a finished burst, or null. */
  key(key: string, at: number): string | null {
    if (at - this.last > BURST_MS) this.text = "";
    this.last = at;
    if (key === "Enter") {
      const whole = this.text;
      this.text = "";
      return whole.length >= SHORTEST ? whole : null;
    }
    if (key.length === 1) this.text += key;
    return null;
  }
}

/** Hear guns until the returned function is called. Keys in text fields go where they belong: such a field ends with Enter itself. */
export function hearGun(tell: (text: string) => void): () => void {
  const burst = new Burst();
  const hear = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const { target } = event;
    if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !MUTE.has(target.type))) return;
    const text = burst.key(event.key, event.timeStamp);
    if (text === null) return;
    // Enter must not press the button that happens to have the focus.
    event.preventDefault();
    tell(text);
  };
  addEventListener("keydown", hear, true);
  return () => removeEventListener("keydown", hear, true);
}
