// Prints an Iceberg table as icebird reads it:  node read-table.mjs <table folder> <folder with node_modules>
// One JSON object: the columns with their Iceberg types, and rows of cells as texts that both sides of a comparison can
// make alike: times as milliseconds since the epoch, decimals with the digits of their scale.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [table, modules] = process.argv.slice(2);
const { icebergMetadata, icebergRead } = await import(entryOf("icebird"));

// What the packages ask of the web, files answer: whole, by range, or their size alone.
globalThis.fetch = async (address, options) => {
  const bytes = readFileSync(fileURLToPath(address));
  const range = new Headers(options?.headers).get("range")?.match(/^bytes=(\d+)-(\d*)$/);
  const headers = { "content-length": String(statSync(fileURLToPath(address)).size) };
  if (options?.method === "HEAD") {
    return new Response(null, { headers });
  }
  return range
    ? new Response(bytes.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined), { status: 206 })
    : new Response(bytes, { headers });
};

const tableUrl = pathToFileURL(resolve(table)).href;
const metadata = await icebergMetadata({ tableUrl });
const schema = metadata.schemas.find((candidate) => candidate["schema-id"] === metadata["current-schema-id"]);
const fields = schema.fields.map(({ name, type }) => ({ name, type: typeof type === "string" ? type : type.type }));
const rows = isEmpty(metadata) ? [] : await icebergRead({ tableUrl, metadata });
process.stdout.write(JSON.stringify({ fields, rows: rows.map((row) => fields.map((field) => text(row[field.name], field.type))) }));

/** The reader refuses to read a table that has no data files. */
function isEmpty(metadata) {
  const snapshot = metadata.snapshots?.find((candidate) => candidate["snapshot-id"] === metadata["current-snapshot-id"]);
  return snapshot === undefined || snapshot.summary["total-records"] === "0";
}

function entryOf(name) {
  const require = createRequire(join(resolve(modules), "package.json"));
  const manifest = JSON.parse(readFileSync(join(resolve(modules), "node_modules", name, "package.json"), "utf8"));
  return pathToFileURL(require.resolve(join(resolve(modules), "node_modules", name, manifest.exports["."].import))).href;
}

function text(value, type) {
  if (value === null || value === undefined) {
    return null;
  }
  if (type === "date") {
    return value.toISOString().slice(0, 10);
  }
  if (type.startsWith("timestamp")) {
    return String(value.getTime());
  }
  if (type.startsWith("decimal")) {
    return value.toFixed(Number(type.match(/,\s*(\d+)/)[1]));
  }
  if (type === "uuid" && value instanceof Uint8Array) {
    return Buffer.from(value).toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  return typeof value === "object" ? JSON.stringify(value, (_, item) => (typeof item === "bigint" ? Number(item) : item)) : String(value);
}
