/** The chat's only source of time and chance; the tests give their own. Epoch milliseconds. */
export type Clock = {
  now(): number;
  /** Calls once after `ms`; the answer calls it off. */
  after(ms: number, fn: () => void): () => void;
  random(): number;
  id(): string;
};

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  id: newId,
};

/** A version 4 UUID; `randomUUID` itself is missing where the page is not served securely. */
function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    const value = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  });
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
