// Writes the stored snapshots of the version that is not released yet, which its tests and all later ones
// restore. Run by Node 24: `node scripts/golden.mjs`.
import { writeGolden } from "#machines/testing/golden.ts";

console.log(`Written: machines/testing/${writeGolden()}`);
