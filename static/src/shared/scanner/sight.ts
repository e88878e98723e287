/** Which of the codes a camera sees are news: a label that stays in view is told once. Pure: times come in. */
const GONE_MS = 1_500;

export class Sight {
  private readonly seen = new Map<string, number>();

  /** The texts that came into view, in this frame, for the first time in a while. */
  fresh(texts: readonly string[], at: number): string[] {
    const news = [...new Set(texts)].filter((text) => at - (this.seen.get(text) ?? -Infinity) > GONE_MS);
    texts.forEach((text) => this.seen.set(text, at));
    return news;
  }
}
