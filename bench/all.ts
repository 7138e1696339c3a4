import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Bench } from "./figure.ts";

/** All benches in the order of the table. Each is `<id>/<id>.ts` and exports its `Bench`. */
const ORDER = ["durable", "gaps", "writer", "idle", "ready", "scale", "browser"];

const pathOf = (id: string) => new URL(`./${id}/${id}.ts`, import.meta.url);

/** The ids of those that are there. */
export const ids = ORDER.filter((id) => existsSync(fileURLToPath(pathOf(id))));

function isBench(value: unknown): value is Bench {
  return typeof value === "object" && value !== null && "run" in value && "title" in value && "id" in value;
}

/** @throws for an id that no bench has. */
export async function benchOf(id: string): Promise<Bench> {
  if (!ids.includes(id)) throw new Error(`There is no bench "${id}". There are: ${ids.join(", ")}.`);
  const module: object = await import(pathOf(id).href);
  const bench = Object.values(module).find(isBench);
  if (!bench) throw new Error(`bench/${id}/${id}.ts exports no bench.`);
  return bench;
}
