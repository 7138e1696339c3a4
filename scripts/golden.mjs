// Writes the stored snapshots of the version that is not released yet, which its tests and all later ones
// restore. Run by Node 24: `node scripts/golden.mjs`; with `--release` it notes that this version is out.
import { release, writeGolden } from "#machines/testing/golden.ts";

if (process.argv.includes("--release"))
  console.log(`Released: the snapshots of ${release()} stay as they are.`);
else console.log(`Written: machines/testing/${writeGolden()}`);
