import { mirroredHashes } from "#machines/mirror/mirrored.ts";
import type { ServerFrame } from "#machines/wire/frames.ts";
import type { Desk, WorkItem } from "#machines/wire/views.ts";
import { applyEvent, type DeskFrame } from "#machines/workspace/desk.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { faultOf } from "#ui/trpc/fault.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import { tellDifference } from "./difference.ts";
import type { Store } from "./store.ts";

export type FollowingParts = {
  api: Api;
  clock: Clock;
  actor(): WorkspaceRef;
  desk: Store<Desk>;
  /** The last row of conversations that may not be read any more, while their sessions are open. */
  lost: Store<Record<string, WorkItem>>;
  /** Set when the server's charts are not this page's. */
  stale: Store<boolean>;
  line: { stop(): void; start(): void };
  /** A session is new on the desk. */
  opened(session: string): void;
  /** The desk was stepped by this frame. */
  stepped(before: Desk, frame: DeskFrame): void;
  /** All was read afresh. */
  reloaded(): void;
};

/** Keeps the desk as the server has it: steps it by the stream's rows, and reads it afresh when it must. */
export class Following {
  /** Of the last row that the desk has. */
  cursor: string;
  private readonly parts: FollowingParts;
  private loading = false;

  constructor(parts: FollowingParts) {
    this.parts = parts;
    this.cursor = parts.desk.get().cursor;
  }

  /** What the stream said of the desk; rows that come while it is read afresh stand in what is read. */
  hear(frame: ServerFrame): void {
    if (frame.t === "reset") void this.reload();
    else if (frame.t === "welcome") this.compare(frame.hashes);
    else if (frame.t === "ping") this.cursor = frame.cursor;
    else if ((frame.t === "event" || frame.t === "gone" || frame.t === "granted") && !this.loading)
      this.step(frame);
  }

  private step(frame: DeskFrame): void {
    const { desk, lost } = this.parts;
    this.cursor = frame.cursor;
    const before = desk.get();
    const after = applyEvent(before, frame);
    if (after === "reload") {
      void this.reload();
      return;
    }
    const gone = frame.t === "gone" ? before.conversations[frame.conversation]?.item : undefined;
    if (gone) lost.update((all) => ({ ...all, [gone.id]: gone }));
    desk.set(after);
    const actor = this.parts.actor();
    const event = frame.t === "gone" ? null : frame.event;
    if (frame.t === "granted") {
      actor.send({ type: "view.arrived", id: frame.view.item.id, view: frame.view.mirror });
    } else if (event?.hash) actor.send({ type: "log.arrived", id: event.machineId, row: event });
    const cause = frame.t === "gone" ? frame.reason : frame.event.type;
    const { opened } = tellDifference(before, after, event, actor, cause);
    for (const session of opened) this.parts.opened(session);
    this.parts.stepped(before, frame);
  }

  private async reload(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    // The line is stopped meanwhile, and takes up from the cursor that was read with the desk.
    this.parts.line.stop();
    for (;;) {
      try {
        const before = this.parts.desk.get();
        const desk = await this.parts.api.load();
        this.cursor = desk.cursor;
        this.parts.desk.set(desk);
        const actor = this.parts.actor();
        actor.send({ type: "desk.loaded", desk });
        const { opened } = tellDifference(before, desk, null, actor);
        for (const session of opened) this.parts.opened(session);
        break;
      } catch (error) {
        if (faultOf(error).code === "UNAUTHORIZED") break;
        await new Promise<void>((resolve) => this.parts.clock.after(2_000, resolve));
      }
    }
    this.loading = false;
    this.parts.reloaded();
    this.parts.line.start();
  }

  private compare(hashes: Record<string, string>): void {
    const differs = Object.entries(mirroredHashes).some(([chart, hash]) => (hashes[chart] ?? hash) !== hash);
    if (differs) this.parts.stale.set(true);
  }
}
