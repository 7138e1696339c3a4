import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A style sheet imported by a script comes as its text, made small. */
const cssAsText = {
  name: "css-as-text",
  setup(plugin) {
    plugin.onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?text", "")),
      namespace: "text",
    }));
    plugin.onLoad({ filter: /\.css$/, namespace: "text" }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/**
 * The widget's files, as `{ [path below public/]: contents }`. The loader and the chat know nothing of
 * each other's code, so that a host's page loads only the first.
 */
export async function bundle() {
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  };
  const one = async (entry, options = {}) => {
    const { outputFiles } = await build({ ...common, ...options, entryPoints: [entry] });
    return outputFiles[0].text;
  };
  const [loader, chat, style, shop, shopStyle] = await Promise.all([
    one("widget/loader.ts", { plugins: [cssAsText] }),
    one("widget/chat/main.tsx"),
    one("widget/chat/chat.css"),
    one("widget/shop/shop.ts"),
    one("widget/shop/shop.css"),
  ]);
  return {
    "widget.js": loader,
    "chat/app.js": chat,
    "chat/app.css": style,
    "chat/shop.js": shop,
    "chat/shop.css": shopStyle,
  };
}

/** Writes what has changed below `public/`, each file at once, so that none is served half. */
export async function buildWidget() {
  const files = Object.entries(await bundle());
  await mkdir(join(root, "public/chat"), { recursive: true });
  for (const [name, contents] of files) {
    const path = join(root, "public", name);
    if ((await readFile(path, "utf8").catch(() => null)) === contents) continue;
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget();
