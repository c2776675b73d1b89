// Makes the one stylesheet: bundles `assets/css/site.css` with what it imports, drops the custom properties nobody reads,
// and minifies. Reads {keep, files, minify} as JSON on stdin, writes the stylesheet on stdout.
//
//   keep    names of custom properties that Rust or JavaScript mention
//   files   the names of `assets/static` and the hashed names they are served under
//   minify  false leaves the text readable
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import browserslist from "browserslist";
import { browserslistToTargets, bundleAsync, transform } from "lightningcss";
import postcss from "postcss";
import values from "postcss-value-parser";

const here = dirname(fileURLToPath(import.meta.url));
const entry = join(here, "assets/css/site.css");
const { keep = [], files = {}, minify = true } = JSON.parse(readFileSync(0, "utf8"));
const targets = browserslistToTargets(browserslist(null, { path: here }));

process.on("uncaughtException", (error) => {
  const place = error.fileName ? ` (${error.fileName}:${error.loc?.line})` : "";
  console.error(`css: ${error.message}${place}`);
  process.exit(1);
});

const bundled = await bundleAsync({ filename: entry, targets, resolver: { resolve: find }, errorRecovery: false });
const root = postcss.parse(Buffer.from(bundled.code).toString(), { from: entry });
const dropped = prune(root, new Set(keep));
serveFiles(root);
const { code, warnings } = transform({ filename: "site.css", code: Buffer.from(root.toString()), targets, minify });
for (const warning of [...bundled.warnings, ...warnings]) console.error(`css: ${warning.message}`);
console.error(`css: ${dropped} declarations of custom properties dropped because nothing reads them`);
process.stdout.write(code);

/** Where an `@import` points: beside the file that says so, or in `node_modules`. */
function find(specifier, from) {
  const beside = resolve(dirname(from), specifier);
  if (specifier.startsWith(".") || existsSync(beside)) return beside;
  const installed = join(here, "node_modules", specifier);
  return existsSync(installed) && /\.css$/.test(installed) ? installed : createRequire(entry).resolve(specifier);
}

/** The custom properties that a value reads, the fallbacks of `var()` included. */
function reads(text) {
  const names = [];
  if (!text.includes("--")) return names;
  values(text).walk((node) => {
    if (node.type === "word" && node.value.startsWith("--")) names.push(node.value);
  });
  return names;
}

/**
 * Drops each custom property that no living declaration reads. A property that only dead ones read is dead too, so this
 * walks from what the page needs instead of counting mentions.
 */
function prune(root, alive) {
  const readBy = new Map();
  root.walk((node) => {
    if (node.type === "atrule" && node.name !== "property") reads(node.params).forEach((name) => alive.add(name));
    if (node.type !== "decl") return;
    if (!node.prop.startsWith("--")) return reads(node.value).forEach((name) => alive.add(name));
    readBy.set(node.prop, [...(readBy.get(node.prop) ?? []), ...reads(node.value)]);
  });
  // A set grows while it is walked: what is added is visited as well.
  for (const name of alive) (readBy.get(name) ?? []).forEach((next) => alive.add(next));

  let dropped = 0;
  root.walkDecls(/^--/, (decl) => {
    if (alive.has(decl.prop)) return;
    dropped += 1;
    remove(decl);
  });
  root.walkAtRules("property", (rule) => {
    if (!alive.has(rule.params.trim())) remove(rule);
  });
  return dropped;
}

/** Removes a node and the rules that it leaves empty. */
function remove(node) {
  const { parent } = node;
  node.remove();
  if (parent && parent.type !== "root" && parent.nodes.every((child) => child.type === "comment")) remove(parent);
}

/** Points `url(static/…)` at the hashed name; any other file would be missing in the program, so it is an error. */
function serveFiles(root) {
  root.walkDecls((decl) => {
    if (!decl.value.includes("url(")) return;
    const parsed = values(decl.value);
    parsed.walk((node) => {
      if (node.type !== "function" || node.value !== "url" || !node.nodes[0]) return;
      const address = node.nodes[0].value;
      if (address.startsWith("data:") || address.startsWith("#")) return;
      const name = files[basename(address)];
      if (!name) throw new Error(`url(${address}) is not a file of frontend/assets/static`);
      node.nodes = [{ type: "string", quote: '"', value: name }];
    });
    decl.value = parsed.toString();
  });
}
