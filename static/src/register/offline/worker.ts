// What the service worker does. Pages come from the network and are never stored, so that
// no name stands on the disk in clear; only the shell is stored, which names nobody.

/** Written above this script by the server: what the shell is made of, at which version. */
interface Shell {
  version: string;
  page: string;
  assets: string[];
  /** Whether an asset's name changes with what is in it. */
  immutable: boolean;
}
declare const SHELL: Shell;

const PREFIX = "rollbook-shell-";
const REGISTER =
  /\/(registers\/\d+\/\d{4}-\d{2}-\d{2}\/(am|pm)|fire|roll-calls\/\d+)\/$/;
// A network that is there and carries nothing: in a register nobody waits longer.
const PATIENCE = 8_000;
const GATEWAY = new Set([502, 503, 504]);

export function serve(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener("install", (event) => event.waitUntil(install(scope)));
  scope.addEventListener("activate", (event) => event.waitUntil(activate(scope)));
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== scope.location.origin) return;
    if (request.mode === "navigate") event.respondWith(navigate(event, url));
    else if (SHELL.assets.includes(url.pathname)) event.respondWith(asset(request));
  });
}

async function install(scope: ServiceWorkerGlobalScope): Promise<void> {
  const cache = await caches.open(PREFIX + SHELL.version);
  await Promise.all(
    [SHELL.page, ...SHELL.assets].map(async (url) => {
      // Without cookies: what is stored is what anybody would be shown.
      const cached = SHELL.immutable ? "default" : "no-cache";
      const options: RequestInit = { credentials: "omit", cache: url === SHELL.page ? "no-cache" : cached };
      const response = await fetch(new Request(url, options));
      if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }),
  );
  await scope.skipWaiting();
}

async function activate(scope: ServiceWorkerGlobalScope): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + SHELL.version) await caches.delete(name);
  }
  // The browser asks for the page while this script starts: no wait for its start.
  await scope.registration.navigationPreload?.enable();
  await scope.clients.claim();
}

async function navigate(event: FetchEvent, url: URL): Promise<Response> {
  const isRegister = event.request.method === "GET" && REGISTER.test(url.pathname);
  try {
    const asked = fromNetwork(event);
    const response = await (isRegister ? within(PATIENCE, asked) : asked);
    if (isRegister && GATEWAY.has(response.status)) return (await shell()) ?? response;
    return response;
  } catch (error) {
    const page = await shell();
    if (page) return page;
    throw error;
  }
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  return ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);
}

function within<T>(patience: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer.")), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function shell(): Promise<Response | undefined> {
  return caches.match(SHELL.page);
}

async function asset(request: Request): Promise<Response> {
  const stored = await caches.match(request.url, { ignoreSearch: true });
  if (stored && SHELL.immutable) return stored;
  try {
    return await fetch(request);
  } catch (error) {
    if (stored) return stored;
    throw error;
  }
}
