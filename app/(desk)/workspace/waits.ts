/**
 * How long a customer may wait for an answer before the clock of their session turns amber, and red. No
 * workstream sets these: they say what waits, not what happens then.
 */
export const WAIT_SOON = 120_000;
export const WAIT_LONG = 300_000;
