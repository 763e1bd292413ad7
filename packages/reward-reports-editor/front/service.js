"use strict";
// Keeps the page, so that it opens without a network. Each version of the page has its own store.
const KIND = `reward-reports editor ${self.registration.scope} `;
const STORE = `${KIND}VERSION`;
const PAGE = new URL("index.html", self.registration.scope).href;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/[?#].*/, "");
  if (address === PAGE || address === self.registration.scope) event.respondWith(answer(event.request));
});

async function fill() {
  const store = await caches.open(STORE);
  await store.put(PAGE, await fetch(PAGE, { cache: "no-cache" }));
  await self.skipWaiting();
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(KIND) && name !== STORE).map((name) => caches.delete(name)));
}

async function answer(request) {
  const store = await caches.open(STORE);
  return (await store.match(PAGE)) || fetch(request);
}
