// Builds every entry of static/src/entries into static/dist/, compressed copies beside it.
import { mkdir, readdir, readFile, rm, writeFile, cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "dist");
const modules = join(here, "..", "node_modules");

async function styles(names) {
  for (const name of names) {
    const { css } = sass.compile(join(source, "entries", name), {
      loadPaths: [modules],
      quietDeps: true,
    });
    // Sass expands; esbuild makes it small and drops what every kept browser knows.
    const small = await esbuild.transform(css, { loader: "css", minify: true });
    await writeFile(join(target, name.replace(/\.scss$/, ".css")), small.code);
  }
}

async function scripts(names) {
  await esbuild.build({
    entryPoints: names.map((name) => join(source, "entries", name)),
    outdir: target,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2020"],
    legalComments: "none",
    nodePaths: [modules],
  });
}

// WhiteNoise serves a compressed copy where it finds one; at this size the best level is quick.
async function compress(folder) {
  const sizes = [];
  for (const name of await readdir(folder)) {
    if (!/\.(css|js)$/.test(name)) continue;
    const raw = await readFile(join(folder, name));
    const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    const brotli = brotliCompressSync(raw, best);
    await writeFile(join(folder, `${name}.br`), brotli);
    await writeFile(join(folder, `${name}.gz`), gzipSync(raw, { level: 9 }));
    sizes.push([name, raw.length, brotli.length]);
  }
  return sizes;
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const entries = await readdir(join(source, "entries"));
await styles(entries.filter((name) => name.endsWith(".scss")));
await scripts(entries.filter((name) => /\.(js|ts)$/.test(name)));
await cp(join(source, "images"), join(target, "images"), { recursive: true });
for (const [name, raw, brotli] of await compress(target)) {
  console.log(`${name.padEnd(14)} ${(raw / 1024).toFixed(1)} KB, ${(brotli / 1024).toFixed(1)} KB compressed`);
}
