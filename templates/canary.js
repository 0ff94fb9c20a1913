// The front page as a visitor gets it: an answer of 200 in time, over TLS where the URL says so.
const LIMIT_MS = Number(process.env.LIMIT_MS);
const HOPS = 4;

// A redirect may add or drop `www.` and turn to HTTPS. Where it leads elsewhere, or away from HTTPS, a 200 says nothing.
function leaves(from, to) {
  const site = (url) => url.hostname.replace(/^www\./, "");
  return site(from) !== site(to) || (to.protocol !== "https:" && to.protocol !== from.protocol);
}

async function get(url, signal) {
  const headers = { "user-agent": "CloudWatchSynthetics" };
  try {
    const response = await fetch(url, { redirect: "manual", headers, signal });
    await response.arrayBuffer(); // a page that breaks off is none
    return response;
  } catch (error) {
    throw new Error(url + ": " + (error.cause?.message || error.message));
  }
}

exports.handler = async () => {
  const started = Date.now();
  const signal = AbortSignal.timeout(LIMIT_MS);
  let url = new URL(process.env.SITE_URL);
  for (let hop = 0; hop < HOPS; hop += 1) {
    const { status, headers } = await get(url, signal);
    if (status === 200) {
      console.log(url + ": 200 after " + (Date.now() - started) + " ms");
      return;
    }
    const location = status > 300 && status < 400 && headers.get("location");
    if (!location) throw new Error(url + ": " + status);
    const next = new URL(location, url);
    if (leaves(url, next)) throw new Error(url + ": redirects to " + next + ", away from the site");
    url = next;
  }
  throw new Error(url + ": still redirects");
};
