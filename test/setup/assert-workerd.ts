/** Fails every object test that would silently run in Node: only workerd has the storage that is tested. */
if (navigator.userAgent !== "Cloudflare-Workers") {
  throw new Error(`Expected to run in workerd, found "${navigator.userAgent}"`);
}
