// `npm start`: builds what is stale, makes the demo guide and its mirror, serves it, and says where. Ends with Ctrl+C.
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhereStale } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = join(root, '.cache', 'demo', 'guide');
const mirror = join(root, '.cache', 'demo', 'mirror');
const usage = `npm start [-- --port NUMBER] [--host ADDRESS]: shows the demo guide in a browser

  --port NUMBER    where to listen (4173); the next free one where it is taken
  --host ADDRESS   on which address (::, everybody in the network); 127.0.0.1 for this computer alone
  --help           this text
`;
let values = { port: '4173', host: '::' };
let port = 0;

try {
  values = readArguments();
  port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`);
  if (values.help) console.log(usage);
  else await start();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function readArguments() {
  const options = {
    port: { type: 'string', default: values.port },
    host: { type: 'string', default: values.host },
    help: { type: 'boolean', default: false },
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${error.message.split('. ')[0]}.\n\n${usage}`);
  }
}

async function start() {
  buildWhereStale();
  await makeDemo();
  const site = await serve();
  await tell(site);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => site.close());
}

/** Kept between starts, so that a phone that holds the demo sees newer editions of it and not another one. */
async function makeDemo() {
  const { main } = await import('../dist/publisher/nishan.js');
  if (!existsSync(guide)) await run(main, 'init', guide);
  await run(main, 'build', guide, '--out', mirror);
}

async function run(main, ...args) {
  const code = await main(args);
  if (code) throw new Error('The demo could not be built. Remove the folder .cache/demo and start again.');
}

async function serve() {
  const { serveMirror } = await import('../dist/publisher/serve.js');
  for (let next = port; next < port + 20; next++) {
    try {
      return await serveMirror({ dir: mirror, port: next, host: values.host });
    } catch (error) {
      if (error.code === 'EAFNOSUPPORT' && values.host === '::') {
        // A machine without IPv6: the same port again.
        values.host = '0.0.0.0';
        next -= 1;
      } else if (error.code === 'EADDRINUSE') console.log(`Port ${next} is taken, trying ${next + 1}.`);
      else throw error;
    }
  }
  throw new Error(`Ports ${port} to ${port + 19} are all taken: name another with --port`);
}

async function tell(site) {
  const near = isOpen() ? lanAddresses().map((address) => `http://${address}:${site.port}/`) : [];
  if (near[0] !== undefined) await showCode(near);
  // Last, since a small window shows the end.
  console.log(`\nThe demo guide is at http://localhost:${site.port}/\n`);
  console.log('Ctrl+C stops it. What a browser has saved goes on working without it.');
}

function isOpen() {
  return values.host === '::' || values.host === '0.0.0.0';
}

function lanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);
}

async function showCode(near) {
  const { default: encodeQR } = await import('qr');
  console.log(`\nOn a phone in the same network: ${near.join(' or ')}`);
  console.log(encodeQR(near[0], 'term'));
  console.log('It can be read there; to be installed and to work offline on a phone it needs an https address.');
}
