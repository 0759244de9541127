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
    ["ci", "--ignore-scripts", "--loglevel=http", `--os=${os}`, `--cpu=${cpu}`, "--libc=glibc"],
    { cwd: work, shell: windows, encoding: "utf8" },
  );
  if (npm.error?.code === "ENOENT") {
    fail("npm is not on the PATH (it comes with Node.js)");
  }
  if (npm.error || npm.status !== 0) {
    fail(`npm ci failed: ${reason(npm.error?.message ?? npm.stderr)}`);
  }

  const unpacked = join(work, "node_modules", "@duckdb", `node-bindings-${os}-${cpu}`);
  if (!existsSync(join(unpacked, library))) {
    // To npm an optional package that cannot be had is no failure: the log alone says why.
    fail(`npm did not get @duckdb/node-bindings-${os}-${cpu} with ${library}: ${reason(npm.stderr)}`);
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

/** What npm's log says of the failure, without addresses, which may hold credentials. */
function reason(log) {
  const lines = log.split("\n");
  const network = log.match(/failed with (\w+)/) ?? log.match(/npm http fetch GET (4\d\d|5\d\d) /);
  const error = lines.map((line) => line.match(/^npm (?:error|ERR!) (?!code)(.+)/)?.[1]).find((text) => text);
  return network ? `its registry answers ${network[1]}` : (error ?? lines.find((line) => line.trim()) ?? "no message");
}

function fail(reason) {
  rmSync(work, { recursive: true, force: true });
  console.log(reason);
  process.exit(3);
}
