// Run templates/canary.js against sites that answer as a real one may, and see which of them it lets pass.

const assert = require("node:assert");
const { handler } = load();

// Where the canary starts, what each page answers, and what the canary says against it (nothing: all is well).
const SITES = [
  ["https://a.example/", { "https://a.example/": [200] }],
  ["https://a.example/", { "https://a.example/": [503] }, /503/],
  ["https://a.example/", { "https://a.example/": [301, "/home"], "https://a.example/home": [200] }],
  ["https://a.example/", { "https://a.example/": [301, "//www.a.example/"], "https://www.a.example/": [200] }],
  ["http://a.example/", { "http://a.example/": [302, "https://a.example/"], "https://a.example/": [200] }],
  ["https://a.example/", { "https://a.example/": [302, "http://a.example/"], "http://a.example/": [200] }, /away/],
  ["https://a.example/", { "https://a.example/": [302, "https://b.example/"], "https://b.example/": [200] }, /away/],
  ["https://a.example/", { "https://a.example/": [302, "/"] }, /still redirects/],
  ["https://a.example/", { "https://a.example/": [302] }, /302/],
  ["https://a.example/", { "https://a.example/": new TypeError("fetch failed", { cause: new Error("expired") }) }, /expired/],
  ["https://a.example/", { "https://a.example/": "silence" }, /timeout/],
];

function load() {
  process.env.LIMIT_MS = "100";
  console.log = () => {};
  return require("../../templates/canary.js");
}

async function answer(site, url, { signal, redirect }) {
  assert.strictEqual(redirect, "manual");
  const found = site[url];
  if (found instanceof Error) throw found;
  if (found === "silence") await new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  const [status, location] = found;
  return new Response("", { status, headers: location ? { location } : {} });
}

async function main() {
  const awake = setInterval(() => {}, 1000); // a signal's clock alone does not keep Node.js running
  for (const [url, site, fault] of SITES) {
    process.env.SITE_URL = url;
    globalThis.fetch = (url, options) => answer(site, url, options);
    const run = handler();
    await (fault ? assert.rejects(run, { message: fault }, url) : run);
  }
  clearInterval(awake);
  process.stdout.write(`${SITES.length} sites, each judged as it should be\n`);
}

main();
