/** What a scan sounds and feels like, so that nobody has to look: one high note, two middle ones, one long low one. */
export type Tone = "good" | "again" | "wrong";

const NOTES: Record<Tone, { hertz: number; at: number; long: number }[]> = {
  good: [{ hertz: 1760, at: 0, long: 0.08 }],
  again: [{ hertz: 880, at: 0, long: 0.08 }, { hertz: 880, at: 0.14, long: 0.08 }],
  wrong: [{ hertz: 220, at: 0, long: 0.35 }],
};
const PULSES: Record<Tone, number[]> = { good: [40], again: [40, 60, 40], wrong: [250] };
let sound: AudioContext | null = null;

/** Browsers allow sound only after a tap: call this in the tap that opens the camera. */
export function warmUp(): void {
  if (typeof AudioContext === "undefined") return;
  sound ??= new AudioContext();
  if (sound.state === "suspended") void sound.resume().catch(() => undefined);
}

export function signal(tone: Tone): void {
  navigator.vibrate?.(PULSES[tone]);
  if (!sound || sound.state !== "running") return;
  for (const { hertz, at, long } of NOTES[tone]) {
    const [voice, gain, from] = [sound.createOscillator(), sound.createGain(), sound.currentTime + at];
    voice.frequency.value = hertz;
    gain.gain.setValueAtTime(0.25, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + long);
    voice.connect(gain).connect(sound.destination);
    voice.start(from);
    voice.stop(from + long);
  }
}
