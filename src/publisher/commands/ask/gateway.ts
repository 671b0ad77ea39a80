// `nishan gateway`: questions by SMS and chat, answered from mirrors. Says what it serves, and never who asked.
import { stat } from 'node:fs/promises';
import type { Source } from '../../../core/ports.ts';
import { guideId } from '../../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../../core/tuf/metadata.ts';
import { type Gateway, type GatewayNote, startGateway } from '../../../doors/gateway.ts';
import { folderSource } from '../../build/folders/folder-source.ts';
import { FaultError } from '../../content/fault.ts';
import { drawSeat } from '../../gateway/draw-seat.ts';
import { readGatewayConfig } from '../../gateway/read-config.ts';
import { readFirstRoot } from '../../verify/first-root.ts';
import { counted } from '../counted.ts';
import { explainListening, parsePort, requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

/** As they were typed. */
export interface GatewayWords {
  /** Folders and addresses. */
  readonly mirrors: readonly string[];
  readonly config: string;
  readonly root?: string | undefined;
  readonly port: string;
  readonly host: string;
  /** Seconds between two looks at the mirrors. */
  readonly every: string;
}

/**
 * Answers until `stopped` settles, and then sends what waits.
 * @param env where secrets may stand
 * @returns the exit code: 1 where replies were left behind
 * @throws FaultError where what was typed cannot be done
 */
export async function gateway(
  words: GatewayWords,
  stopped: Promise<void>,
  output: Output,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const port = parsePort(words.port);
  const everyMs = parseEvery(words.every);
  const urls = words.mirrors.filter((each) => /^https?:\/\//i.test(each));
  const folders = words.mirrors.filter((each) => !urls.includes(each));
  const strange = urls.find((url) => !URL.canParse(url));
  if (strange !== undefined) throw stop(strange, 'is not an address', 'write it like https://mirror.example/guide/');
  for (const folder of folders) await requireMirror(folder);
  const config = await readGatewayConfig(words.config, env);
  const sources = folders.map(folderSource);
  const root = await rootOf(words, sources);
  const { address, language, follow, channels } = config;
  const link = address === null ? null : { address, guideId: guideId(root) };
  const running = await startGateway({
    port,
    host: words.host,
    root,
    urls,
    sources,
    everyMs,
    channels,
    replies: { address, language, follow },
    draw: (edition, seat, { words }) => drawSeat(edition, seat, words, link),
    onNote: tellOnce(output),
  }).catch((error: unknown) => {
    throw explainListening(error, { port: words.port, host: words.host });
  });
  const at = `http://${words.host}:${running.port}`;
  for (const { name, path } of channels) output.out(`${name}: ${at}${path}`);
  output.out(`Health: ${at}/health. Ctrl+C sends what waits, and stops.`);
  await stopped;
  return end(running, output);
}

async function end(running: Gateway, output: Output): Promise<number> {
  output.out('Stopping: nothing new is taken.');
  const left = await running.stop();
  if (left > 0) output.err(`warning: ${counted(left, 'reply was', 'replies were')} left behind.`);
  return left > 0 ? 1 : 0;
}

/** A network that is down, or a provider that is busy, is told when it begins and not at each try. */
function tellOnce(output: Output): (note: GatewayNote) => void {
  let isUnanswered = false;
  const lost = new Set<string>();
  return (note) => {
    if (note.kind === 'edition') {
      isUnanswered = false;
      output.out(
        `Answering from edition ${note.edition} of ${note.issued.slice(0, 10)}, ${counted(note.regions, 'region')}.`,
      );
    } else if (note.kind === 'unanswered') {
      if (!isUnanswered) output.err('warning: no mirror gave a newest edition that verifies; what is here stays.');
      isUnanswered = true;
    } else if (!lost.has(`${note.channel} ${note.status}`)) {
      lost.add(`${note.channel} ${note.status}`);
      const why = note.status === 0 ? 'did not answer' : `answered ${note.status}`;
      output.err(`warning: ${note.channel} ${why}: a reply was not sent. Further ones are counted on the health page.`);
    }
  };
}

/** A folder at hand was chosen by whoever starts this; an address may be anybody's. */
async function rootOf({ root, mirrors }: GatewayWords, sources: readonly Source[]): Promise<Uint8Array> {
  if (root !== undefined) {
    await stat(root);
    return readFirstRoot(root);
  }
  const [source] = sources;
  const found = await source?.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => bytes);
  if (found) return found;
  const fix =
    "name the guide's first root: --root published/1.root.json of the guide, or metadata/1.root.json of a mirror that you trust";
  throw stop(mirrors[0] ?? '', 'is an address, and anybody could answer there', fix);
}

function parseEvery(typed: string): number {
  const seconds = Number(typed);
  if (/^\d{1,5}$/.test(typed) && seconds >= 1) return seconds * 1_000;
  throw stop('--every', `"${typed}" is not a number of seconds`, 'give one from 1 on, like: --every 15');
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'gateway', file, message, fix }]);
}
