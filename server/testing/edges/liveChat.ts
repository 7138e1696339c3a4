import { MINUTE } from "../world.ts";
import { alike, noSupervisor, type Scripts } from "./script.ts";

const handling = "liveChat.open.handling";
const pending = `${handling}.pending`;
const present = "liveChat.open.customer.present";
const away = "liveChat.open.customer.away";

/** Every edge of `liveChat`. */
export const liveChatScripts: Scripts = {
  ...alike({ chart: "liveChat", pending, active: `${handling}.active` }),
  "liveChat.open|customer.messaged|0": { play: (scene) => scene.queued() },
  "liveChat.open|customer.ended|0": {
    async play(scene) {
      await scene.active();
      await scene.give(scene.visitor, "visitor.end");
    },
  },
  "liveChat.open|customer.ended|1": {
    async play(scene) {
      await scene.offered();
      await scene.give(scene.visitor, "visitor.end");
    },
  },
  "liveChat.open|supervisor.forceClosed|0": {
    fed: noSupervisor,
    async play(scene) {
      await scene.active();
      await scene.feed({ type: "supervisor.forceClosed" });
    },
  },
  "liveChat.open|supervisor.forceClosed|1": {
    fed: noSupervisor,
    async play(scene) {
      await scene.offered();
      await scene.feed({ type: "supervisor.forceClosed" });
    },
  },
  [`${pending}|xstate.after.queueTime.${pending}|0`]: {
    async play(scene) {
      await scene.queued();
      await scene.world.pass(20 * MINUTE);
    },
  },
  [`${present}|customer.lineLost|0`]: {
    async play(scene) {
      await scene.queued();
      await scene.world.disconnect(scene.visitor);
    },
  },
  [`${away}|customer.lineBack|0`]: {
    async play(scene) {
      await scene.active();
      await scene.world.disconnect(scene.visitor);
      await scene.world.connect(scene.visitor);
    },
  },
  [`${away}|customer.messaged|0`]: {
    async play(scene) {
      await scene.active();
      await scene.world.disconnect(scene.visitor);
      await scene.says("Sigo aquí");
    },
  },
  [`${away}|xstate.after.customerGrace.${away}|0`]: {
    async play(scene) {
      await scene.active();
      await scene.world.disconnect(scene.visitor);
      await scene.world.pass(3 * MINUTE);
    },
  },
  [`${away}|xstate.after.customerGrace.${away}|1`]: {
    async play(scene) {
      await scene.queued();
      await scene.world.disconnect(scene.visitor);
      await scene.world.pass(3 * MINUTE);
    },
  },
  "liveChat.wrapUp|xstate.after.wrapUpTime.liveChat.wrapUp|0": {
    async play(scene) {
      await scene.wrapUp();
      await scene.world.pass(15 * MINUTE);
    },
  },
};
