import type { PolicyValues } from "../../policy/table.ts";
import type { Scene } from "../scene.ts";
import { MINUTE, SECOND } from "../world.ts";

/** How an edge of a chart that the server decides is really taken: the last step takes it. */
export type Script = {
  play(scene: Scene): Promise<unknown>;
  policy?: Partial<PolicyValues>;
  /** Nothing in the program gives this event yet, and why: the test feeds it to the same path. */
  fed?: string;
};

export type Scripts = Readonly<Record<string, Script>>;

export const noSupervisor = "the supervisor's board has no commands yet";
export const noTransfer = "there is no command for a transfer yet";
export const noGrades = "nothing grades the sentiment yet";

/** What both kinds of conversation do alike; `at` names the chart, `pending`, `active` their states. */
export function alike(at: { chart: string; pending: string; active: string }): Scripts {
  const { chart, pending, active } = at;
  const offered = `${pending}.offered`;
  const wrapUp = `${chart}.wrapUp`;
  return {
    [`${chart}|policy.changed|0`]: {
      async play(scene) {
        await scene.offered();
        await scene.setPolicy({ offerTime: 30 * SECOND, queueTime: 3 * MINUTE });
      },
    },
    [`${chart}|chart.migrated|0`]: {
      async play(scene) {
        await scene.queued();
        await scene.age();
        await scene.world.runtime.system.poke(chart, scene.conversation);
      },
    },
    [`${chart}|sentiment.graded|0`]: {
      fed: noGrades,
      async play(scene) {
        await scene.active();
        await scene.feed({ type: "sentiment.graded", grade: -1 });
      },
    },
    [`${chart}|contact.linked|0`]: {
      async play(scene) {
        await scene.active();
        await scene.does("contact.create", { fields: { name: "Rosalía" } });
      },
    },
    [`${chart}|case.linked|0`]: {
      async play(scene) {
        await scene.active();
        await scene.does("case.create", { fields: { title: "Chaleira rota" } });
      },
    },
    [`${pending}.queued|offer.made|0`]: { play: (scene) => scene.offered() },
    [`${pending}.queued|agent.picked|0`]: {
      async play(scene) {
        await scene.queued();
        await scene.give(scene.ana, "presence.choose", { presence: "away" });
        await scene.world.connect(scene.ana);
        await scene.does("conversation.pick");
      },
    },
    [`${pending}.queued|supervisor.assigned|0`]: {
      fed: noSupervisor,
      async play(scene) {
        await scene.queued();
        await scene.feed({ type: "supervisor.assigned", agent: scene.brais.id });
      },
    },
    [`${offered}|offer.accepted|0`]: { play: (scene) => scene.active() },
    [`${offered}|offer.rejected|0`]: {
      async play(scene) {
        await scene.offered();
        await scene.does("offer.reject");
      },
    },
    [`${offered}|offer.withdrawn|0`]: {
      async play(scene) {
        await scene.offered();
        await scene.give(scene.admin, "person.save", { person: scene.ana.id, active: false });
      },
    },
    [`${offered}|xstate.after.offerTime.${offered}|0`]: {
      async play(scene) {
        await scene.offered();
        await scene.world.pass(2 * MINUTE);
      },
    },
    [`${active}|agent.messaged|0`]: {
      async play(scene) {
        await scene.active();
        await scene.does("message.send", { text: "Dígame" });
      },
    },
    [`${active}|session.closed|0`]: {
      async play(scene) {
        await scene.active();
        await scene.closes();
      },
    },
    [`${active}|agent.released|0`]: {
      async play(scene) {
        await scene.active();
        await scene.does("conversation.release");
      },
    },
    [`${active}|agent.gone|0`]: {
      async play(scene) {
        await scene.active();
        await scene.world.disconnect(scene.ana);
        await scene.world.pass(150 * SECOND);
      },
    },
    [`${active}|work.handedOver|0`]: {
      fed: noSupervisor,
      async play(scene) {
        await scene.active();
        await scene.feed({ type: "work.handedOver", agent: scene.ana.id });
      },
    },
    [`${active}|conversation.end|0`]: { play: (scene) => scene.wrapUp() },
    [`${active}|conversation.transferToAgent|0`]: {
      fed: noTransfer,
      async play(scene) {
        await scene.active();
        const { ana, brais } = scene;
        await scene.feed({
          type: "conversation.transferToAgent",
          agent: ana.id,
          to: brais.id,
          possible: true,
        });
      },
    },
    [`${active}|conversation.transferToQueue|0`]: {
      fed: noTransfer,
      async play(scene) {
        await scene.active();
        const queue = scene.world.queue;
        await scene.feed({
          type: "conversation.transferToQueue",
          agent: scene.ana.id,
          queue,
          possible: true,
        });
      },
    },
    [`${active}|supervisor.assigned|0`]: {
      fed: noSupervisor,
      async play(scene) {
        await scene.active();
        await scene.feed({ type: "supervisor.assigned", agent: scene.brais.id });
      },
    },
    [`${wrapUp}|conversation.continue|0`]: {
      async play(scene) {
        await scene.wrapUp();
        await scene.does("conversation.continue");
      },
    },
    [`${wrapUp}|session.closed|0`]: {
      async play(scene) {
        await scene.wrapUp();
        await scene.closes();
      },
    },
    [`${wrapUp}|customer.beganAnother|0`]: {
      async play(scene) {
        await scene.wrapUp();
        await scene.says("Outra cousa");
      },
    },
    [`${wrapUp}|xstate.after.wrapUpBlock.${wrapUp}|0`]: {
      policy: { wrapUpBlock: MINUTE },
      async play(scene) {
        await scene.wrapUp();
        await scene.world.pass(MINUTE);
      },
    },
  };
}
