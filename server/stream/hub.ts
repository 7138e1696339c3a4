import type { Database } from "#db/connection.ts";
import { logBounds } from "#db/repositories/log.ts";
import { customerLine } from "../execute/lines.ts";
import type { VisitorPrincipal } from "../principal.ts";
import { type Projected, projectAfter, type Visitors } from "./project.ts";

const AT_ONCE = 200;

/** Somebody who reads the stream: given each event in order, once live. */
export type Reader = {
  deliver(projected: Projected): void;
  /** Set for a customer's window: with what happens to them it is given what their chat now shows. */
  readonly visitor?: VisitorPrincipal;
};

/** The windows of customers, to be found by the conversation that something happens to. */
function makeWindows() {
  const windows = new Map<string, Set<VisitorPrincipal>>();
  return {
    of: ((conversation) => windows.get(customerLine(conversation)) ?? []) satisfies Visitors,
    add(visitor: VisitorPrincipal): void {
      const line = customerLine(visitor);
      const known = windows.get(line);
      if (known) known.add(visitor);
      else windows.set(line, new Set([visitor]));
    },
    remove(visitor: VisitorPrincipal): void {
      const line = customerLine(visitor);
      const known = windows.get(line);
      known?.delete(visitor);
      if (known?.size === 0) windows.delete(line);
    },
  };
}

/**
 * The one tail of the log on this node. It is woken after commits, reads what is new, and hands it to
 * every live reader in order. A reader catches up by itself from its cursor, and goes live at the moment
 * in which nothing lies between its cursor and the tail's.
 */
export function makeHub(deps: { database: Database; onError: (error: unknown) => void }) {
  const { database } = deps;
  const live = new Set<Reader>();
  const windows = makeWindows();
  let reading: Promise<Projected[]> | undefined;
  let last = 0;
  let woken = false;
  let running: Promise<void> | undefined;

  async function tail(): Promise<void> {
    while (woken) {
      woken = false;
      for (;;) {
        reading = database.tail((c) => projectAfter(c, last, AT_ONCE, windows.of));
        const batch = await reading;
        for (const projected of batch) {
          last = projected.seq;
          for (const reader of live) reader.deliver(projected);
        }
        if (batch.length < AT_ONCE) break;
      }
    }
  }

  return {
    async start(): Promise<void> {
      last = (await database.read((c) => logBounds(c))).last;
    },
    last: () => last,
    wake(): void {
      woken = true;
      running ??= tail()
        .catch(deps.onError)
        .finally(() => {
          running = undefined;
        });
    },
    /** Resolves when all that was committed before the call was delivered. */
    async settled(): Promise<void> {
      this.wake();
      while (running) await running;
    },
    /**
     * Reads from `cursor` on: the backlog first, then live. The last look at the tail and going live
     * happen in one turn, so nothing falls between and nothing comes twice.
     * @returns a function that stops it.
     */
    async follow(cursor: number, reader: Reader): Promise<() => void> {
      const { visitor } = reader;
      if (visitor) windows.add(visitor);
      // What the tail is reading at this moment was begun without this window: it comes from the backlog.
      await reading?.catch(() => undefined);
      const wanted: Visitors = (conversation) =>
        visitor && customerLine(visitor) === customerLine(conversation) ? [visitor] : [];
      let at = cursor;
      while (at < last) {
        const batch = await database.read((c) => projectAfter(c, at, AT_ONCE, wanted));
        for (const projected of batch) {
          if (projected.seq > last) break;
          at = projected.seq;
          reader.deliver(projected);
        }
        // Rows up to `last` are there; none means that they were cleared away meanwhile.
        if (batch.length === 0) at = last;
      }
      // Read ahead of the tail: what the tail is still to bring was seen already.
      const ahead: Reader = {
        deliver: (projected) => {
          if (projected.seq > cursor) reader.deliver(projected);
        },
      };
      const joined = cursor > last ? ahead : reader;
      live.add(joined);
      return () => {
        live.delete(joined);
        if (visitor) windows.remove(visitor);
      };
    },
    readers: () => live.size,
  };
}

export type Hub = ReturnType<typeof makeHub>;
