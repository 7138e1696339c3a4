import type { Scene } from "../scene.ts";
import { DAY } from "../world.ts";
import { alike, noSupervisor, type Script, type Scripts } from "./script.ts";

const chart = "persistentChat";
const open = `${chart}.open`;
const waiting = `${chart}.waiting`;

/** A supervisor's events, for a conversation that stands where `come` brings it. */
const closedFrom = (come: (scene: Scene) => Promise<void>): Script => ({
  fed: noSupervisor,
  async play(scene) {
    await come(scene);
    await scene.feed({ type: "supervisor.forceClosed" });
  },
});

/** Every edge of `persistentChat`. */
export const persistentChatScripts: Scripts = {
  ...alike({ chart, pending: open, active: `${chart}.active` }),
  [`${chart}|customer.lineLost|0`]: {
    async play(scene) {
      await scene.active();
      await scene.world.disconnect(scene.visitor);
    },
  },
  [`${chart}|customer.lineBack|0`]: {
    async play(scene) {
      await scene.active();
      await scene.world.disconnect(scene.visitor);
      await scene.world.connect(scene.visitor);
    },
  },
  [`${open}|customer.messaged|0`]: { play: (scene) => scene.queued() },
  [`${open}|supervisor.forceClosed|0`]: closedFrom((scene) => scene.offered()),
  [`${open}|xstate.after.queueTime.${open}|0`]: {
    async play(scene) {
      await scene.queued();
      await scene.world.pass(30 * DAY);
    },
  },
  [`${chart}.active|customer.messaged|0`]: {
    async play(scene) {
      await scene.active();
      await scene.says("Ola?");
    },
  },
  [`${chart}.active|supervisor.forceClosed|0`]: closedFrom((scene) => scene.active()),
  [`${waiting}|customer.messaged|0`]: {
    async play(scene) {
      await scene.waiting();
      await scene.says("Son eu outra vez");
    },
  },
  [`${waiting}|agent.opened|0`]: {
    async play(scene) {
      await scene.waiting();
      await scene.does("conversation.open");
    },
  },
  [`${waiting}|agent.messaged|0`]: {
    async play(scene) {
      await scene.waiting();
      await scene.world.pass(DAY);
      await scene.does("message.send", { text: "Xa chegou" });
    },
  },
  [`${waiting}|work.handedOver|0`]: {
    fed: noSupervisor,
    async play(scene) {
      await scene.waiting();
      await scene.feed({ type: "work.handedOver", agent: scene.ana.id });
    },
  },
  [`${waiting}|supervisor.assigned|0`]: {
    fed: noSupervisor,
    async play(scene) {
      await scene.waiting();
      await scene.feed({ type: "supervisor.assigned", agent: scene.brais.id });
    },
  },
  [`${waiting}|supervisor.forceClosed|0`]: closedFrom((scene) => scene.waiting()),
  [`${waiting}|xstate.after.waitingTime.${waiting}|0`]: {
    async play(scene) {
      await scene.waiting();
      await scene.world.pass(28 * DAY);
    },
  },
  [`${chart}.wrapUp|supervisor.forceClosed|0`]: closedFrom((scene) => scene.wrapUp()),
  [`${chart}.wrapUp|xstate.after.wrapUpTime.${chart}.wrapUp|0`]: {
    async play(scene) {
      await scene.wrapUp();
      await scene.world.pass(DAY);
    },
  },
};
