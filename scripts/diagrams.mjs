// Writes the diagrams and tables of the charts into their READMEs. Run by Node 24: `node scripts/diagrams.mjs`.
import { writeReadmes } from "#machines/testing/readmes.ts";

const written = writeReadmes();
console.log(written.length === 0 ? "All READMEs of the charts are fresh." : `Written: ${written.join(", ")}`);
