import { redirect } from "next/navigation";
import { whoAsks } from "#ui/access.ts";
import { homeOf } from "#ui/nextPath.ts";

/** Leads each to where their work is. */
export default async function Start() {
  const person = await whoAsks();
  redirect(person ? homeOf(person.role) : "/sign-in");
}
