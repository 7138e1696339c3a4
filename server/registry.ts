import type { PageRuntime } from "./runtime.ts";

/**
 * Pages and the server have a module instance each; only `globalThis` is shared. The runtime is put there
 * once by `main.ts`, and pages take it from there.
 */
const KEY = Symbol.for("parola.runtime");

type Holder = { [KEY]?: PageRuntime };

/** To be called once, by the process that serves. */
export function register(runtime: PageRuntime): void {
  (globalThis as Holder)[KEY] = runtime;
}

/** @throws when the pages run without the server around them. */
export function registered(): PageRuntime {
  const runtime = (globalThis as Holder)[KEY];
  if (!runtime) throw new Error("There is no Parola server in this process: start it with `npm start`.");
  return runtime;
}
