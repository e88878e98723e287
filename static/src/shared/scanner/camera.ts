/** The camera as a stream of codes. Opened by a tap, never by itself; every track is stopped when the view goes. */
import type { Reader } from "./engine";

const WIDEST = 960;
const PACE_MS = 150;

export type CameraFault = "insecure" | "denied" | "absent" | "busy";

export class CameraProblem extends Error {
  constructor(readonly fault: CameraFault) {
    super(fault);
  }
}

export interface Torch {
  set(on: boolean): Promise<void>;
}

/** How near the camera looks; many phones read small labels better from a hand's breadth away. */
export interface Zoom {
  least: number;
  most: number;
  step: number;
  now: number;
  set(factor: number): Promise<void>;
}

export class Camera {
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly canvas = document.createElement("canvas");

  private constructor(
    private readonly stream: MediaStream,
    private readonly video: HTMLVideoElement,
  ) {}

  /** Ask for the camera at the back and show it. Throws a `CameraProblem`. */
  static async open(video: HTMLVideoElement): Promise<Camera> {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraProblem(isSecureContext ? "absent" : "insecure");
    try {
      const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
      video.srcObject = stream;
      await video.play();
      return new Camera(stream, video);
    } catch (error) {
      throw new CameraProblem(faultOf(error));
    }
  }

  /** Hand every code found to `tell`, frame by frame, until `close`. */
  read(reader: Reader, tell: (texts: string[]) => void): void {
    const look = async (): Promise<void> => {
      if (this.stopped) return;
      const began = performance.now();
      if (this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        drawn(this.canvas, this.video, this.video.videoWidth, this.video.videoHeight);
        tell(await reader(this.canvas).catch(() => []));
      }
      this.timer = setTimeout(() => void look(), Math.max(0, PACE_MS - (performance.now() - began)));
    };
    void look();
  }

  /** The lamp, where the camera has one that can be switched. */
  get torch(): Torch | null {
    const [track] = this.stream.getVideoTracks();
    const able = track?.getCapabilities?.() as { torch?: boolean } | undefined;
    if (!track || !able?.torch) return null;
    return { set: (on) => track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }) };
  }

  /** Where the camera can be brought nearer without moving. */
  get zoom(): Zoom | null {
    const [track] = this.stream.getVideoTracks();
    const range = (track?.getCapabilities?.() as { zoom?: { min: number; max: number; step: number } } | undefined)?.zoom;
    if (!track || !range || range.max <= range.min) return null;
    const now = (track.getSettings() as { zoom?: number }).zoom ?? range.min;
    const set = (factor: number): Promise<void> => track.applyConstraints({ advanced: [{ zoom: factor } as MediaTrackConstraintSet] });
    return { least: range.min, most: range.max, step: range.step || 0.1, now, set };
  }

  close(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.stream.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }
}

/** Codes in a picture from a file. */
export async function readFile(reader: Reader, file: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(file);
  try {
    const canvas = document.createElement("canvas");
    // Large first; a label that fills the picture is often read better when it is small.
    for (const widest of [1920, WIDEST]) {
      drawn(canvas, bitmap, bitmap.width, bitmap.height, widest);
      const found = await reader(canvas);
      if (found.length) return found;
    }
    return [];
  } finally {
    bitmap.close();
  }
}

function drawn(canvas: HTMLCanvasElement, source: CanvasImageSource, width: number, height: number, widest: number = WIDEST): void {
  const scale = Math.min(1, widest / Math.max(width, 1));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(source, 0, 0, canvas.width, canvas.height);
}

function faultOf(error: unknown): CameraFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "absent";
}
