/**
 * Loaded into the server before its main module. When the script that started the server is gone without a
 * word (SIGKILL), the channel between them closes, and the server ends as on SIGTERM rather than staying
 * behind as an orphan that keeps the port.
 */
const LAST_RESORT_MS = 10_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
process.channel?.unref();
