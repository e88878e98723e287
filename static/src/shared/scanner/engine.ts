/** Reads labels from pictures: the browser's own detector where it really knows QR codes, else WebAssembly of our own host. */
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

type Picture = HTMLCanvasElement;
export type Reader = (picture: Picture) => Promise<string[]>;

interface NativeDetector {
  detect(source: Picture): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMATS = ["qr_code", "code_128"];
let made: Promise<Reader> | null = null;

/** The reader of this browser, made once; what it needs is fetched with the first call. */
export function reader(): Promise<Reader> {
  return (made ??= make().catch((error: unknown) => {
    made = null;
    throw error;
  }));
}

async function make(): Promise<Reader> {
  return (await native()) ?? (await assembled());
}

async function native(): Promise<Reader | null> {
  const known = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  if (!known) return null;
  try {
    // Some web views have the class and an empty list: the name proves nothing.
    const formats = await known.getSupportedFormats();
    if (!formats.includes("qr_code")) return null;
    const detector = new known({ formats: FORMATS.filter((one) => formats.includes(one)) });
    return async (picture) => (await detector.detect(picture)).map((found) => found.rawValue);
  } catch {
    return null;
  }
}

async function assembled(): Promise<Reader> {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  await prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasmUrl : prefix + path) }, fireImmediately: true });
  return async (picture) => {
    const brush = picture.getContext("2d", { willReadFrequently: true });
    if (!brush || !picture.width || !picture.height) return [];
    const pixels = brush.getImageData(0, 0, picture.width, picture.height);
    const found = await readBarcodes(pixels, { formats: ["QRCode", "Code128"], tryHarder: true, maxNumberOfSymbols: 4 });
    return found.filter((one) => one.isValid).map((one) => one.text);
  };
}
