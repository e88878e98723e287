/** Photos as they are sent: at most 300 KB, stamped with time, place and order, named by their hash. */

export const LARGEST = 300 * 1024;
const SIDES = [1600, 1280, 1024, 800, 640];
const QUALITIES = [0.82, 0.7, 0.58, 0.46];

export interface Taken {
  bytes: Blob;
  /** SHA-256 of `bytes`, hexadecimal. */
  hash: string;
}

/** Compress and stamp a picture. Rejects when the file is none. */
export async function prepared(file: Blob, stamp: readonly string[]): Promise<Taken> {
  const bitmap = await createImageBitmap(file);
  try {
    const bytes = await squeezed((side, quality) => jpeg(bitmap, stamp, side, quality));
    return { bytes, hash: await sha256(bytes) };
  } finally {
    bitmap.close();
  }
}

/** The first that fits, from fine to coarse; the coarsest if none does. */
export async function squeezed(make: (side: number, quality: number) => Promise<Blob>): Promise<Blob> {
  let last: Blob | null = null;
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      last = await make(side, quality);
      if (last.size <= LARGEST) return last;
    }
  }
  return last!;
}

async function sha256(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function jpeg(bitmap: ImageBitmap, stamp: readonly string[], side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const brush = canvas.getContext("2d")!;
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  write(brush, canvas, stamp);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality));
}

function write(brush: CanvasRenderingContext2D, canvas: HTMLCanvasElement, lines: readonly string[]): void {
  const size = Math.max(12, Math.round(canvas.width / 45));
  brush.font = `${size}px sans-serif`;
  const high = lines.length * size * 1.3 + size * 0.6;
  brush.fillStyle = "rgba(0,0,0,.55)";
  brush.fillRect(0, canvas.height - high, canvas.width, high);
  brush.fillStyle = "#fff";
  lines.forEach((line, at) => brush.fillText(line, size * 0.6, canvas.height - high + size * 1.3 * (at + 1)));
}
