/** In characters; the server holds to it too. */
export const leastPassword = 10;

export type Wrong = { name?: true; email?: true; password?: true };

/** What is missing before the server need be asked. */
export function wrongOf(given: { name: string; email: string; password: string }): Wrong {
  return {
    ...(given.name.trim() === "" ? { name: true } : {}),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(given.email) ? {} : { email: true }),
    ...(given.password.length < leastPassword ? { password: true } : {}),
  };
}
