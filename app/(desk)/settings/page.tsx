import { redirect } from "next/navigation";
import { allowed } from "#ui/access.ts";

/** The admin's; what is for everyone has its own address. */
export default async function Settings() {
  await allowed(["admin"]);
  redirect("/settings/workstreams");
}
