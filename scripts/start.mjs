/**
 * `npm start`: installs what is missing, builds what is stale, then serves. `npm run dev` is the same with
 * hot reload: pages by Next, the server by starting it again, the widget by building it again.
 * Runs on any Node from 20.19 on; what needs a newer one is started under it (lib/node.mjs).
 */
import { buildStale } from "./lib/build.mjs";
import { installPackages } from "./lib/install.mjs";
import { onChange, serve } from "./lib/serve.mjs";

const development = process.argv.includes("--dev");

await installPackages();
const built = await buildStale({ pages: !development });
if (built !== 0) process.exit(built);
serve(development ? "development" : "production");

if (development) {
  onChange(["widget"], () => {
    buildStale({ pages: false });
  });
}
