/**
 * Loaded into the server before its own modules: a database that may not grow, where no small disk can be
 * mounted. SQLite itself then says that the disk is full. The parent tells when there is none to be had, and
 * when there is again.
 */
import Sqlite from "better-sqlite3";

const opened = new Set();
const { prepare } = Sqlite.prototype;
Sqlite.prototype.prepare = function (...given) {
  opened.add(this);
  return prepare.apply(this, given);
};

process.on("message", (message) => {
  if (typeof message?.full !== "boolean") return;
  for (const database of opened) {
    if (!database.open) continue;
    const pages = message.full ? database.pragma("page_count", { simple: true }) : 2 ** 31 - 2;
    database.pragma(`max_page_count = ${pages}`);
  }
});
// Listening keeps the process alive; the channel alone must not.
process.channel?.unref();
