// The pairs of templates of which two programs say what happens: `files` as they are, `twins` as JSON, and flags of ours.

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const STAGES = "tests/golden/stages";
const PAIRS = "tests/golden/diff/pairs";

const folders = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).sort() : []);

// Every two stages that follow one another, with and without those that are chosen by name.
function stages(scalegen) {
  const ladder = JSON.parse(execFileSync(scalegen, ["stages", "--format", "json"]));
  const ids = [ladder, ladder.filter((row) => row.users !== null)].map((rows) => rows.map((row) => row.id));
  const neighbours = ids.flatMap((ids) => ids.slice(1).map((to, at) => `${ids[at]} ${to}`));
  return [...new Set(neighbours)].map((pair) => {
    const [from, to] = pair.split(" ").map((id) => path.join(STAGES, id, "template.json"));
    return { name: `stages/${pair.replace(" ", "-")}`, files: [from, to], twins: [from, to], flags: [] };
  });
}

function side(folder, name) {
  const files = ["yaml", "json"].map((end) => path.join(folder, `${name}.${end}`));
  return files.find((file) => fs.existsSync(file));
}

function byHand(twins) {
  return folders(PAIRS).map((name) => {
    const folder = path.join(PAIRS, name);
    const extra = path.join(folder, "arguments.txt");
    const flags = fs.existsSync(extra) ? fs.readFileSync(extra, "utf8").split(/\s+/).filter(Boolean) : [];
    const sides = ["from", "to"];
    return {
      name: `pairs/${name}`,
      files: sides.map((one) => side(folder, one)),
      twins: sides.map((one) => path.join(twins, name, `${one}.json`)),
      flags,
    };
  });
}

module.exports = { byHand, stages };
