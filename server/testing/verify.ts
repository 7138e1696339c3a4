import type { ServerFrame } from "#machines/wire/frames.ts";
import type { Desk } from "#machines/wire/views.ts";
import { applyEvent, type DeskFrame } from "#machines/workspace/desk.ts";
import type { AgentPrincipal } from "../principal.ts";
import { makeAgentReader } from "../stream/agent.ts";
import { readDesk } from "../stream/views.ts";
import type { World } from "./world.ts";

/** What two reads of the same desk may differ in: where the stream was, and the text of drafts. */
function comparable(desk: Desk): unknown {
  const { cursor: _, ...rest } = desk;
  return { ...rest, drafts: desk.drafts.map(({ text: __, ...draft }) => draft) };
}

/**
 * The check behind every command: an agent's desk before, stepped by the client's own code with the frames
 * that the command emitted, is the desk as a fresh read tells it.
 * @param known what the window has from before; else what there is now.
 */
export async function watchDesk(world: World, principal: AgentPrincipal, known?: Desk) {
  const fresh = () => world.database.read((c) => readDesk(c, principal, world.clock.now()));
  const frames: DeskFrame[] = [];
  const reader = await makeAgentReader({
    principal,
    database: world.database,
    connection: {
      id: "test",
      open: true,
      close() {},
      send() {},
      ping() {},
      sendText(text) {
        const frame: ServerFrame = JSON.parse(text);
        if (frame.t === "event" || frame.t === "granted" || frame.t === "gone") frames.push(frame);
      },
    },
  });
  let desk = known ?? (await fresh());
  const stop = await world.runtime.hub.follow(Number(desk.cursor), reader);
  return {
    frames,
    stop,
    /** @returns what the client holds and what the server would tell now; a test expects them equal. */
    async compare(): Promise<{ held: unknown; fresh: unknown }> {
      await world.settle();
      for (const frame of frames.splice(0)) {
        const next = applyEvent(desk, frame);
        if (next === "reload")
          throw new Error(`a mirror could not follow ${JSON.stringify(frame).slice(0, 300)}`);
        desk = next;
      }
      return { held: comparable(desk), fresh: comparable(await fresh()) };
    },
  };
}
