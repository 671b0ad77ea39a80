// The service worker: events only. It keeps the app's shell and answers with it, offline too. It never reads, keeps or
// judges the guide's content, and makes no request but for the shell's own files and pages below its scope.
import { parseShellLists, ruleFor } from './rules.ts';
import { openShellCache } from './shell-cache.ts';

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
// `nishan build` writes the lists over this text, without a bundler.
const shell = openShellCache(parseShellLists('@@nishan-shell@@'), scope);

self.addEventListener('install', (event) => {
  const isUpdate = self.registration.active !== null;
  // An update waits anyway: it may as well bring everything, so that nothing is missing once it has taken over.
  event.waitUntil(shell.storeFirst().then(() => (isUpdate ? shell.storeRest() : 0)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(shell.sweep().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const rule = ruleFor(request, scope, shell.has);
  if (rule.kind === 'page') {
    event.respondWith(shell.answer('index.html').catch(() => fetch(request)));
  } else if (rule.kind === 'file') {
    event.respondWith(shell.answer(rule.path));
  } else if (rule.kind === 'elsewhere') {
    event.respondWith(fetch(request).catch(() => Response.redirect(scope)));
  }
});

self.addEventListener('message', (event) => {
  const type = readType(event.data);
  const reply = (answer: object) => event.ports[0]?.postMessage(answer);
  if (type === 'store-rest') {
    event.waitUntil(shell.storeRest().then((missing) => reply({ type: 'rest-stored', missing })));
  } else if (type === 'skip-waiting') {
    event.waitUntil(takeOver().then((taken) => reply({ type: taken ? 'update-taken' : 'update-waits' })));
  }
});

function readType(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}

/** A second open tab still runs the old shell, whose later parts would be swept away under it: then it waits. */
async function takeOver(): Promise<boolean> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.filter((client) => client.url.startsWith(scope)).length > 1) return false;
  await self.skipWaiting();
  return true;
}
