const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** May this be the address of a page? As `server/policy/installation.ts` judges it: https, or this machine's. */
export function isAddress(address: string): boolean {
  if (/[\p{Cc}\s]/u.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}
