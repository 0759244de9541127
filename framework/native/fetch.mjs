// Puts libduckdb of one platform into a folder:  node fetch.mjs <os> <cpu> <library> <folder>
// The npm package is verified against package-lock.json, unpacked beside the folder and renamed into place, so that
// two builds at once and an interrupted one leave either a whole library or none.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [os, cpu, library, folder] = process.argv.slice(2);
const manifest = dirname(fileURLToPath(import.meta.url));

mkdirSync(dirname(folder), { recursive: true });
const work = mkdtempSync(`${folder}.`);
try {
  for (const file of ["package.json", "package-lock.json", ".npmrc"]) {
    copyFileSync(join(manifest, file), join(work, file));
  }

  const windows = process.platform === "win32";
  const npm = spawnSync(
    windows ? "npm.cmd" : "npm",
    ["ci", "--ignore-scripts", "--loglevel=error", `--os=${os}`, `--cpu=${cpu}`, "--libc=glibc"],
    { cwd: work, shell: windows, encoding: "utf8" },
  );
  if (npm.error?.code === "ENOENT") {
    fail("npm is not on the PATH (it comes with Node.js)");
  }
  if (npm.error || npm.status !== 0) {
    fail(`npm ci failed: ${firstLine(npm.error?.message ?? npm.stderr)}`);
  }

  const unpacked = join(work, "node_modules", "@duckdb", `node-bindings-${os}-${cpu}`);
  if (!existsSync(join(unpacked, library))) {
    fail(`@duckdb/node-bindings-${os}-${cpu} is missing or holds no ${library}`);
  }
  publish(unpacked);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function publish(unpacked) {
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    // Another build was faster: its library is the same.
    if (!existsSync(join(folder, library))) {
      throw error;
    }
  }
}

function firstLine(text) {
  const line = text.split("\n").find((candidate) => candidate.trim() !== "") ?? "no message";
  return line.replace(/^npm (error|ERR!) /, "");
}

function fail(reason) {
  rmSync(work, { recursive: true, force: true });
  console.log(reason);
  process.exit(3);
}
