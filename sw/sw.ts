// The service worker: events only. It keeps the app's shell and answers with it, offline too. It never reads, keeps or
// judges the guide's content, and makes no request but for the shell's own files and pages below its scope. While a
// drill is on it makes none at all, and lets none through. Shared files it puts into the inbox as they came.
import { openInbox } from '../src/io/store/inbox.ts';
import { openDrillKeeper } from './drill-keeper.ts';
import { isCutOff, parseShellLists, type Rule, ruleFor } from './rules.ts';
import { openShellCache } from './shell-cache.ts';

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const drill = openDrillKeeper(scope, () => Date.now());
const inbox = openInbox(scope, () => Date.now());
const mayAsk = async (): Promise<boolean> => (await drill.read()) === null;
// `nishan build` writes the lists over this text, without a bundler.
const shell = openShellCache(parseShellLists('@@nishan-shell@@'), scope, mayAsk);
// Known before the page's own requests come.
void drill.read();

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
  if (rule.kind !== 'network' || isCutOff(request, scope, drill.state())) {
    event.respondWith(answer(rule, request));
    if (rule.kind === 'page') event.waitUntil(drill.count('opened'));
  }
});

async function answer(rule: Rule, request: Request): Promise<Response> {
  if (rule.kind === 'share') return receive(request);
  if (rule.kind === 'page') return shell.answer('index.html').catch(() => ask(request));
  // The app takes the seat out of the address, and needs nobody for the card.
  if (rule.kind === 'seat') return Response.redirect(`${scope}#/seat/${rule.code}`);
  if (rule.kind === 'file') return shell.answer(rule.path);
  if (rule.kind === 'elsewhere') return ask(request).catch(() => Response.redirect(scope));
  return ask(request);
}

/** The answer is the page that looks into the inbox; whoever posted is told nothing. */
async function receive(request: Request): Promise<Response> {
  const isKept = await inbox.put(request);
  return Response.redirect(`${scope}#/take${isKept ? '' : '/lost'}`, 303);
}

async function ask(request: Request): Promise<Response> {
  if (await mayAsk()) return fetch(request);
  await drill.count('refused');
  throw new TypeError('cut off for a drill');
}

self.addEventListener('message', (event) => {
  const type = readType(event.data);
  const reply = (answer: object) => event.ports[0]?.postMessage(answer);
  if (type === 'store-rest') {
    event.waitUntil(shell.storeRest().then((missing) => reply({ type: 'rest-stored', missing })));
  } else if (type === 'skip-waiting') {
    event.waitUntil(takeOver().then((taken) => reply({ type: taken ? 'update-taken' : 'update-waits' })));
  } else if (type === 'drill-ask') {
    event.waitUntil(drill.read().then((now) => event.source?.postMessage({ type: 'drill', drill: now })));
  } else if (type === 'drill-begin') {
    event.waitUntil(drill.begin().then((begun) => tellAll({ type: 'drill', drill: begun })));
  } else if (type === 'drill-end') {
    event.waitUntil(drill.end().then((ended) => tellAll({ type: 'drill', drill: null, ended })));
  }
});

/** A message of the phone was tapped: the open page comes to the front, or the app is opened. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(showApp());
});

async function showApp(): Promise<void> {
  const [open] = await ourPages();
  if (open) await open.focus();
  else await self.clients.openWindow(scope);
}

function readType(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}

/** Every open page of this app: each one shows whether it is cut off. */
async function tellAll(message: object): Promise<void> {
  for (const client of await ourPages()) client.postMessage(message);
}

async function ourPages(): Promise<readonly WindowClient[]> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter((client) => client.url.startsWith(scope));
}

/** A second open tab still runs the old shell, whose later parts would be swept away under it: then it waits. */
async function takeOver(): Promise<boolean> {
  if ((await ourPages()).length > 1) return false;
  await self.skipWaiting();
  return true;
}
