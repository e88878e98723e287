/**
 * Seals what lies on the device. The key cannot be read out of the browser; wiping it makes everything sealed unreadable.
 * On a plain http address there is no WebCrypto: then nothing personal is kept, and scans lie open (they name no person).
 */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export interface Vault {
  seal(value: unknown): Promise<Sealed>;
  open<T>(sealed: Sealed): Promise<T>;
  sealBytes(bytes: ArrayBuffer): Promise<Sealed>;
  openBytes(sealed: Sealed): Promise<ArrayBuffer>;
}

export function canSeal(): boolean {
  return typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

export async function freshVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export function vault(key: CryptoKey): Vault {
  const sealBytes = async (bytes: ArrayBuffer): Promise<Sealed> => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  };
  const openBytes = ({ iv, data }: Sealed): Promise<ArrayBuffer> => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  return {
    sealBytes,
    openBytes,
    seal: (value) => sealBytes(new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer),
    open: async <T>(sealed: Sealed) => JSON.parse(new TextDecoder().decode(await openBytes(sealed))) as T,
  };
}
