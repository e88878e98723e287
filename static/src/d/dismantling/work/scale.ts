/** Tells a scale that types from a person: its keys come in one burst, and the whole figure is that burst. Pure. */

/** Nobody presses keys this fast; scales and their cables leave a few milliseconds between them. */
const BURST_MS = 50;
const SHORTEST = 3;

export class ScaleKeys {
  private burst = "";
  private last = 0;

  /** A key in the field; `at` in milliseconds. Any other way to edit ends a burst. */
  key(key: string, at: number): void {
    if (key === "Enter" || key === "Tab" || key === "Shift") return;
    if (at - this.last > BURST_MS || key.length !== 1) this.burst = "";
    this.last = at;
    if (key.length === 1) this.burst += key;
  }

  /** Where the figure in the field came from, in the API's words. */
  source(text: string): "serial" | "manual" {
    const said = text.trim();
    return said.length >= SHORTEST && said === this.burst.trim() ? "serial" : "manual";
  }

  /** The figure has been taken: what stands in the field now is nobody's reading. */
  taken(): void {
    this.burst = "";
  }
}
