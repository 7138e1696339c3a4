import type { ChosenPresence } from "#machines/wire/views.ts";
import { MINUTE, SECOND } from "../world.ts";
import type { Script, Scripts } from "./script.ts";

const line = "presence.line";
const order: readonly ChosenPresence[] = ["available", "busy", "doNotDisturb", "away", "offline"];

const chooses = (presence: ChosenPresence): Script => ({
  play: (scene) => scene.give(scene.ana, "presence.choose", { presence }),
});

/** Every edge of `presence`; the agent is Ana. */
export const presenceScripts: Scripts = {
  "presence|policy.changed|0": {
    fed: "the grace of an agent's line is nobody's to set yet",
    play: (scene) =>
      scene.feedPresence({ type: "policy.changed", policy: { agentGrace: MINUTE }, policyRev: 1 }),
  },
  "presence|chart.migrated|0": {
    async play(scene) {
      await scene.agePresence();
      await scene.world.runtime.system.poke("presence", scene.ana.id);
    },
  },
  ...Object.fromEntries(
    order.flatMap((presence, index): [string, Script][] => [
      [`presence.chosen|presence.chosen|${index}`, chooses(presence)],
      [
        `presence.chosen|session.started|${index}`,
        { policy: { presenceOnAccept: presence }, play: (scene) => scene.active() },
      ],
    ]),
  ),
  "presence.chosen|session.started|5": {
    policy: { presenceOnAccept: "unchanged" },
    play: (scene) => scene.active(),
  },
  "presence.restraint|offer.missed|0": {
    async play(scene) {
      await scene.offered();
      await scene.world.pass(2 * MINUTE);
    },
  },
  "presence.restraint|offer.rejected|0": {
    policy: { restrainOnReject: "yes" },
    async play(scene) {
      await scene.offered();
      await scene.does("offer.reject");
    },
  },
  "presence.restraint|presence.reset|0": {
    async play(scene) {
      await scene.offered();
      await scene.world.pass(2 * MINUTE);
      await scene.give(scene.ana, "presence.reset");
    },
  },
  "presence.restraint|presence.chosen|0": {
    async play(scene) {
      await scene.offered();
      await scene.world.pass(2 * MINUTE);
      await scene.give(scene.ana, "presence.choose", { presence: "available" });
    },
  },
  "presence.load|load.changed|0": { policy: { units: 10 }, play: (scene) => scene.offered() },
  "presence.load|load.changed|1": {
    async play(scene) {
      await scene.offered();
      await scene.does("offer.reject");
    },
  },
  "presence.load|load.changed|2": { play: (scene) => scene.offered() },
  [`${line}.connected|line.lost|0`]: {
    async play(scene) {
      await scene.world.connect(scene.ana);
      await scene.world.disconnect(scene.ana);
    },
  },
  [`${line}.lost|line.back|0`]: {
    async play(scene) {
      await scene.world.connect(scene.ana);
      await scene.world.disconnect(scene.ana);
      await scene.world.connect(scene.ana);
    },
  },
  [`${line}.lost|xstate.after.agentGrace.${line}.lost|0`]: {
    async play(scene) {
      await scene.world.connect(scene.ana);
      await scene.world.disconnect(scene.ana);
      await scene.world.pass(150 * SECOND);
    },
  },
  "presence.chosen|presence.lapsed|0": {
    async play(scene) {
      await scene.world.connect(scene.ana);
      await scene.world.disconnect(scene.ana);
      await scene.world.pass(150 * SECOND);
    },
  },
  [`${line}.gone|line.back|0`]: { play: (scene) => scene.world.connect(scene.ana) },
};
