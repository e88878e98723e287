/** Two fingers on the picture bring it nearer. Pure. */
export interface Finger {
  clientX: number;
  clientY: number;
}

/** How far apart two fingers are; null unless there are exactly two. */
export function spread(fingers: ArrayLike<Finger>): number | null {
  if (fingers.length !== 2) return null;
  const [one, other] = [fingers[0]!, fingers[1]!];
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

/** The zoom fingers ask for that were `before` apart at the zoom `from` and are `after` apart now, within what the camera can. */
export function pinched(range: { least: number; most: number }, from: number, before: number, after: number): number {
  return before <= 0 ? from : Math.min(range.most, Math.max(range.least, (from * after) / before));
}
