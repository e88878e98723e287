// A finished build takes the place of the last one at once: whoever is served meanwhile never meets an empty folder,
// and a build that fails leaves the last good one where it is.
import { existsSync, renameSync, rmSync } from "node:fs";

rmSync("dist.last", { recursive: true, force: true });
if (existsSync("dist")) renameSync("dist", "dist.last");
renameSync("dist.next", "dist");
rmSync("dist.last", { recursive: true, force: true });
