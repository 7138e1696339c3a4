/** What both ends of the line know without the schemas of its frames: a page that only needs these loads no parser. */

/** Characters of a message, as a person counts them. */
export const MESSAGE_LIMIT = 4000;

/** Close codes of `/stream`, beside the standard ones. */
export const CLOSE = {
  badFrame: 4400,
  signedOut: 4401,
  forbidden: 4403,
  unknownWorkstream: 4404,
  slow: 4408,
  restart: 1012,
} as const;

/**
 * Whom a page takes itself to be, by id, with each call. Another person's cookie does not answer for it: the
 * call is a stranger's.
 */
export const PERSON_HEADER = "x-parola-person";
