// Origins on https for tests: host names that only this browser knows, certificates of a test authority, and a censor
// before each, so that every one can misbehave. Nothing leaves the machine.
import type { FaultName } from '../../../src/doors/censor/faults.ts';
import type { Upstream } from '../../../src/doors/censor/upstream.ts';
import { type CensorEntry, startCensor } from '../../../src/doors/censor.ts';
import { folderUpstream } from '../../../src/publisher/censor-upstream.ts';
import { makeAuthority } from './authority.ts';

export interface Origin {
  /** "https://one.test/" */
  readonly url: string;
  /** Serves another folder from now on. */
  publish(dir: string): Promise<void>;
  /** @see Censor.misbehave; the older edition is the one of `olderDir` */
  misbehave(names: FaultName | readonly FaultName[], paths?: RegExp): Promise<void>;
  /** Requests that are over, oldest first, with the bytes of their bodies as sent. */
  readonly requests: readonly CensorEntry[];
  forgetRequests(): void;
}

export interface Origins {
  /** In the order of their names. */
  readonly all: readonly Origin[];
  /** For launchChromium: the names and the authority. Every other name is unknown to that browser. */
  readonly args: readonly string[];
  close(): Promise<void>;
}

export interface OriginOptions {
  /** What each serves at first. */
  readonly dir: string;
  /** An edition from before, for the faults that serve one. */
  readonly olderDir?: string;
  /** Names whose "broken-tls" shows a certificate of nobody; the others give noise. */
  readonly strange?: readonly string[];
}

const blockedName = 'blocked.test';

/** @param names host names, "one.test"; their URLs are these on the usual port */
export async function openOrigins(names: readonly string[], options: OriginOptions): Promise<Origins> {
  const authority = await makeAuthority();
  const nobody = await makeAuthority('Nobody');
  const opened: { close(): Promise<void> }[] = [];
  const ports: (readonly [name: string, port: number])[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.unshift(one);
    return one;
  };
  const older = options.olderDir === undefined ? undefined : keep(await folderUpstream(options.olderDir));
  const blockUrl = `https://${blockedName}/`;

  const openOrigin = async (name: string): Promise<Origin> => {
    const tree = keep(await switchable(options.dir));
    const requests: CensorEntry[] = [];
    const censor = keep(
      await startCensor({
        mirror: tree.upstream,
        tls: await authority.issue([name]),
        blockUrl,
        log: (entry) => requests.push(entry),
        ...(older && { older }),
        ...(options.strange?.includes(name) && { stranger: await nobody.issue([name]) }),
      }),
    );
    ports.push([name, censor.port]);
    return {
      url: `https://${name}/`,
      publish: tree.publish,
      misbehave: censor.misbehave,
      requests,
      forgetRequests: () => void requests.splice(0),
    };
  };
  const all: Origin[] = [];
  for (const name of names) all.push(await openOrigin(name));
  await (await openOrigin(blockedName)).misbehave('block-page');
  const rules = [...ports.map(([name, port]) => `MAP ${name}:443 127.0.0.1:${port}`), 'MAP * ~NOTFOUND'];
  return {
    all,
    args: [...authority.args, `--host-resolver-rules=${rules.join(', ')}`],
    async close() {
      for (const each of opened) await each.close();
    },
  };
}

interface Switchable {
  readonly upstream: Upstream;
  publish(dir: string): Promise<void>;
  close(): Promise<void>;
}

async function switchable(dir: string): Promise<Switchable> {
  let current = await folderUpstream(dir);
  const freeze = (): Promise<Upstream> => current.freeze?.() ?? Promise.reject(new TypeError('not a folder'));
  const close = (): Promise<void> => current.close();
  return {
    upstream: {
      get url() {
        return current.url;
      },
      freeze,
      close,
    },
    async publish(next) {
      const before = current;
      current = await folderUpstream(next);
      await before.close();
    },
    close,
  };
}
