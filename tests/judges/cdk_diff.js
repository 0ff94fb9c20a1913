// Hold `scalegen diff` to the CDK's diff, resource by resource: neighbouring stages, and the pairs made by hand.
// Usage: cdk_diff.js SCALEGEN TWINS, with NODE_PATH at the CDK's packages; TWINS holds the pairs as JSON (json_twins.py).
// Where the two differ, differences.tsv says which of them is right and why. A row that nothing meets fails.

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const { fullDiff } = require("@aws-cdk/cloudformation-diff");
const { byHand, stages } = require("./cdk/pairs.js");

const TABLE = "tests/judges/cdk/differences.tsv";
const RIGHT = ["scalegen", "cdk", "both"];
const ROOM = { maxBuffer: 1 << 28 };

// Our actions in the CDK's words. It knows none for what is refused.
const IMPACTS = {
  create: "WILL_CREATE",
  update: "WILL_UPDATE",
  interrupt: "WILL_UPDATE",
  roll: "WILL_UPDATE",
  replace: "WILL_REPLACE",
  "may-replace": "MAY_REPLACE",
  delete: "WILL_DESTROY",
  orphan: "WILL_ORPHAN",
  refused: "REFUSED",
};

const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

// What each says of every resource that it names.
function ours(scalegen, { files, flags }) {
  const said = execFileSync(scalegen, ["diff", ...files, ...flags, "--format", "json"], ROOM);
  return new Map(JSON.parse(said).changes.map((change) => [change.logical_id, IMPACTS[change.action]]));
}

function theirs({ twins }) {
  const changes = fullDiff(...twins.map(read)).resources.changes;
  return new Map(Object.entries(changes).map(([id, change]) => [id, change.changeImpact]));
}

function compare(scalegen, pair) {
  const [we, they] = [ours(scalegen, pair), theirs(pair)];
  return [...new Set([...we.keys(), ...they.keys()])].sort().map((id) => {
    const [cdk, scalegen] = [they, we].map((said) => said.get(id) ?? "NO_CHANGE");
    return { pair: pair.name, id, cdk, scalegen };
  });
}

const pattern = (text) => new RegExp(`^${text.split("*").map((part) => part.replace(/[^\w]/g, "\\$&")).join(".*")}$`);

function table() {
  const lines = fs.readFileSync(TABLE, "utf8").trim().split("\n");
  return lines.filter((line) => !line.startsWith("#")).slice(1).map((line) => {
    const [pair, id, cdk, scalegen, right, why] = line.split("\t");
    if (!why || !RIGHT.includes(right)) throw new Error(`${TABLE}: ${line}: who is right, and why?`);
    return { line, pair: pattern(pair), id: pattern(id), cdk, scalegen, right, met: 0 };
  });
}

const meets = (row, found) =>
  row.cdk === found.cdk && row.scalegen === found.scalegen && row.pair.test(found.pair) && row.id.test(found.id);

// The differences that no row explains; each row counts those that it does.
function unlisted(differences, rows) {
  return differences.filter((one) => {
    const row = rows.find((row) => meets(row, one));
    if (row) row.met += 1;
    return !row;
  });
}

function findings(differences, rows) {
  const unknown = unlisted(differences, rows);
  const unmet = rows.filter((row) => row.met === 0);
  return [
    ...unknown.map(({ pair, id, cdk, scalegen }) => `${pair} ${id}: the CDK says ${cdk}, scalegen ${scalegen}: no row of ${TABLE}`),
    ...unmet.map((row) => `${TABLE}: ${row.line}: no pair differs so`),
  ];
}

function main(scalegen, twins) {
  const pairs = [...stages(scalegen), ...byHand(twins)];
  const [rows, changes] = [table(), pairs.flatMap((pair) => compare(scalegen, pair))];
  const differences = changes.filter((one) => one.cdk !== one.scalegen);
  const lines = findings(differences, rows);
  const right = (who) => rows.filter((row) => row.right === who).reduce((sum, row) => sum + row.met, 0);
  const counts = `${differences.length} differences (${RIGHT.map((who) => `${who} right: ${right(who)}`).join(", ")})`;
  console.log([...lines, `${pairs.length} pairs, ${changes.length} changes, ${counts}, ${lines.length} findings`].join("\n"));
  process.exitCode = lines.length || !changes.length ? 1 : 0;
}

main(...process.argv.slice(2));
