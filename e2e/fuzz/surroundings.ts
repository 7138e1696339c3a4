import type { Engine } from "../../app/(desk)/workspace/engine/engine.ts";
import type { Scene } from "./scene.ts";
import type { Window } from "./window.ts";

export type Doing = {
  scene: Scene;
  window: Window;
  engine: Engine;
  /** One of these by `a`, or by `b`. */
  byA<T>(of: readonly T[]): T | undefined;
  byB<T>(of: readonly T[]): T | undefined;
  a: number;
  b: number;
};

/** What was done, in words; null when there was nothing to do it to. */
export type Deed = (doing: Doing) => string | null | Promise<string | null>;

/** What customers do, and what befalls lines, the server, sign-ins and the time; with how often it does. */
export const surroundings = {
  // Customers
  "customer.say": [
    14,
    async ({ scene, byA }) => {
      const customer = byA(scene.customers);
      if (!customer || !scene.server.isUp) return null;
      if (!customer.isThere) await scene.server.arrive(customer.principal);
      customer.isThere = true;
      customer.said += 1;
      const number = scene.customers.indexOf(customer) + 1;
      await scene.server.give(customer.principal, "visitor.say", { text: `${number} says ${customer.said}` });
      return `customer ${number} writes`;
    },
  ],
  "customer.leave": [
    3,
    async ({ scene, byA }) => {
      const customer = byA(scene.customers.filter((each) => each.isThere));
      if (!customer || !scene.server.isUp) return null;
      customer.isThere = false;
      await scene.server.leave(customer.principal);
      return `customer ${scene.customers.indexOf(customer) + 1} leaves`;
    },
  ],
  "customer.end": [
    1,
    async ({ scene, byA }) => {
      const customer = byA(scene.customers.filter((each) => each.isThere));
      if (!customer || !scene.server.isUp) return null;
      const reply = await scene.server.give(customer.principal, "visitor.end");
      return reply.ok ? `customer ${scene.customers.indexOf(customer) + 1} ends` : null;
    },
  ],

  // Lines, server, sign-in, time
  cut: [
    2,
    ({ window }) => {
      window.wire.set("cut");
      return "loses the line";
    },
  ],
  deafen: [
    2,
    ({ window }) => {
      window.wire.set("deaf");
      return "loses the answers";
    },
  ],
  stall: [
    3,
    ({ window }) => {
      if (window.wire.mood() !== "open") return null;
      window.wire.set("stalled");
      return "hears nothing for a while";
    },
  ],
  mend: [
    9,
    ({ window, engine }) => {
      if (window.wire.mood() === "open") return null;
      window.wire.set("open");
      engine.hurry();
      return "has the line back";
    },
  ],
  kill: [
    0.6,
    async ({ scene, b }) => {
      if (!scene.server.isUp) return null;
      await scene.server.kill();
      for (const customer of scene.customers) customer.isThere = false;
      if (b < 0.5) await scene.server.start();
      return b < 0.5 ? "the server dies and is back" : "the server dies";
    },
  ],
  expire: [
    0.4,
    async ({ scene, window }) => {
      await scene.expire(window.device);
      return "is signed out";
    },
  ],
  signIn: [
    5,
    async ({ scene, engine, window }) => {
      if (engine.line.get() !== "signedOut" || !scene.server.isUp) return null;
      await scene.signIn(window.device);
      engine.hurry();
      return "signs in again";
    },
  ],
  moment: [
    10,
    async ({ scene, a }) => {
      const ms = Math.round(50 + a * 1_000);
      await scene.pass(ms);
      return `${ms} ms pass`;
    },
  ],
  while: [
    5,
    async ({ scene, a }) => {
      const ms = Math.round(1_000 + a * 9_000);
      await scene.pass(ms);
      return `${ms} ms pass`;
    },
  ],
  long: [
    1,
    async ({ scene, a }) => {
      const parts = Math.round(2 + a * 12);
      for (let part = 0; part < parts; part += 1) {
        await scene.pass(15_000);
        await scene.settle();
      }
      return `${parts * 15} s pass`;
    },
  ],
} satisfies Record<string, readonly [number, Deed]>;
