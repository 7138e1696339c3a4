/**
 * Loaded into the server before its own modules: the machine's clock as an operator or NTP sets it. What the
 * program reads as the time moves by what the parent tells; the process's timers do not.
 */
const Real = Date;
let offset = 0;

class Moved extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + offset] : given));
  }
  static now() {
    return Real.now() + offset;
  }
}
globalThis.Date = new Proxy(Moved, { apply: () => new Moved().toString() });

process.on("message", (message) => {
  if (typeof message?.clock === "number") offset = message.clock;
});
// Listening keeps the process alive; the channel alone must not.
process.channel?.unref();
