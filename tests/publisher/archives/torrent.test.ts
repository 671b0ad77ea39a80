import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bencode } from '../../../src/publisher/archives/bencode.ts';
import { openTorrent } from '../../../src/publisher/archives/torrent.ts';
import { torrentPlace } from '../../../src/publisher/archives/torrent-place.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';
import { exampleGuide, firstNow } from '../build/guide-in-folder.ts';

type Value = number | Buffer | readonly Value[] | { readonly [key: string]: Value };

/** BEP 3's encoding, as a client reads it. */
function decode(bytes: Buffer): Value {
  let at = 0;
  const until = (mark: string): string => {
    const end = bytes.indexOf(mark, at);
    const text = bytes.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  const next = (): Value => {
    const kind = String.fromCharCode(bytes[at] ?? 0);
    if (kind === 'i') {
      at++;
      return Number(until('e'));
    }
    if (kind === 'l' || kind === 'd') {
      at++;
      const items: Value[] = [];
      while (bytes[at] !== 0x65) items.push(next());
      at++;
      if (kind === 'l') return items;
      return Object.fromEntries(items.flatMap((key, i) => (i % 2 === 0 ? [[String(key), items[i + 1] ?? 0]] : [])));
    }
    const length = Number(until(':'));
    at += length;
    return bytes.subarray(at - length, at);
  };
  return next();
}

interface Torrent {
  readonly 'creation date': number;
  readonly 'url-list'?: readonly Buffer[];
  readonly info: {
    readonly name: Buffer;
    readonly 'piece length': number;
    readonly pieces: Buffer;
    readonly files: readonly { readonly length: number; readonly path: readonly Buffer[] }[];
  };
}

async function readTorrent(file: string): Promise<Torrent> {
  return decode(await readFile(file)) as unknown as Torrent;
}

describe("the example's torrent", () => {
  it('is downloaded from the mirror alone, piece by piece, by the addresses that BEP 19 makes', async () => {
    const guide = await exampleGuide();
    await guide.change('guide.yaml', 'mirrors: []', "mirrors: [{kind: static, url: 'https://a.example/guide/'}]");
    const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
    onTestFinished(() => shell.remove());
    await guide.build({ shell: shell.dir });
    expect(await listFiles(guide.mirror)).toEqual(expect.arrayContaining(['_headers', '.nojekyll']));
    const torrent = await readTorrent(`${guide.mirror}.torrent`);
    const { name, files, pieces } = torrent.info;
    expect(String(name)).toBe('guide');
    expect(torrent['url-list']?.map(String)).toEqual(['https://a.example/']);
    const site = await serveMirror({ dir: guide.mirror, port: 0, base: '/guide/' });
    onTestFinished(() => site.close());
    const seed = site.url.slice(0, -'guide/'.length);
    const parts: Buffer[] = [];
    for (const { length, path } of files) {
      const response = await fetch(`${seed}${name}/${path.join('/')}`, { headers: { 'Accept-Encoding': 'identity' } });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([response.status, bytes.length]).toEqual([200, length]);
      parts.push(bytes);
    }
    const whole = Buffer.concat(parts);
    const hashes: Buffer[] = [];
    for (let at = 0; at < whole.length; at += torrent.info['piece length']) {
      hashes.push(
        createHash('sha1')
          .update(whole.subarray(at, at + torrent.info['piece length']))
          .digest(),
      );
    }
    expect(Buffer.concat(hashes).equals(pieces)).toBe(true);
    const shared = (await listFiles(guide.mirror)).filter((path) => !['_headers', '.nojekyll'].includes(path));
    expect(files.map(({ path }) => path.join('/'))).toEqual(shared);
  });

  it('is the same for the same mirror, is dated as the edition, and names no tracker and no program', async () => {
    const [one, two] = [await exampleGuide(), await exampleGuide()];
    await one.build();
    await two.build();
    const bytes = await readFile(`${one.mirror}.torrent`);
    expect(bytes.equals(await readFile(`${two.mirror}.torrent`))).toBe(true);
    const torrent = await readTorrent(`${one.mirror}.torrent`);
    expect(torrent['creation date']).toBe(Date.parse(firstNow) / 1000);
    expect(Object.keys(torrent).sort()).toEqual(['creation date', 'encoding', 'info']);
  });
});

describe('a torrent of any files', () => {
  it('is written as BEP 3 has it: keys in the order of their bytes, lengths in bytes', () => {
    const value = { pieces: Uint8Array.of(0, 255), b: ['ز', 0, 12], 'a b': { z: 1, A: '' }, a: [] };
    expect(Buffer.from(bencode(value)).toString('latin1')).toBe(
      'd1:ale3:a bd1:A0:1:zi1ee1:bl2:\u00d8\u00b2i0ei12ee6:pieces2:\u0000\u00ffe',
    );
  });

  it('has pieces that begin and end inside of files, and where files do', () => {
    const place = { name: 'g', seeds: [] };
    const bytes = Uint8Array.from({ length: 50_000 }, (_, i) => i % 253);
    const hashesOf = (cuts: readonly number[]): Buffer => {
      const parts = cuts.map((from, i) => bytes.subarray(from, cuts[i + 1] ?? bytes.length));
      const torrent = openTorrent(
        parts.map(({ length }, i) => ({ path: `f/${i}`, size: length })),
        place,
        new Date(0),
      );
      for (const [i, part] of parts.entries()) torrent.add(`f/${i}`, part);
      return (decode(Buffer.from(torrent.finish())) as unknown as Torrent).info.pieces;
    };
    const whole = hashesOf([0]);
    expect(whole).toHaveLength(4 * 20);
    for (const cuts of [[0, 1], [0, 16_384, 32_768], [0, 0, 49_999], Array.from({ length: 500 }, (_, i) => i * 100)]) {
      expect(hashesOf(cuts).equals(whole)).toBe(true);
    }
  });
});

describe('web seeds', () => {
  const at = (...urls: readonly string[]) => urls.map((url) => ({ kind: 'static', url }));

  it.each([
    ['none', at(), { name: 'vote', seeds: [] }],
    ['the top of a host, which no folder name reaches', at('https://a.example/'), { name: 'vote', seeds: [] }],
    ['one folder', at('https://a.example/guide/'), { name: 'guide', seeds: ['https://a.example/'] }],
    [
      'without a stroke at the end',
      at('https://a.example/x/guide'),
      { name: 'guide', seeds: ['https://a.example/x/'] },
    ],
    [
      'those that are called alike',
      at('https://a.example/', 'https://b.example/g/', 'https://c.example/other/', 'https://d.example/u/g/'),
      { name: 'g', seeds: ['https://b.example/', 'https://d.example/u/'] },
    ],
    ['a template, which is no folder', at('https://a.example/{path}'), { name: 'vote', seeds: [] }],
    ['a query', at('https://a.example/guide?x='), { name: 'vote', seeds: [] }],
    ['stores that go by hash', [{ kind: 'ipfs', url: 'https://a.example/guide/' }], { name: 'vote', seeds: [] }],
  ])('%s', (_, mirrors, place) => {
    expect(torrentPlace(mirrors, 'vote')).toEqual(place);
  });
});

describe('the places of the archives', () => {
  it('are left empty where they are not wanted', async () => {
    const guide = await exampleGuide();
    const { output } = await guide.build({ car: false, torrent: false });
    expect(JSON.parse(output.lines[0] ?? '').archives).toEqual({ car: null, torrent: null });
    for (const ending of ['car', 'torrent']) await expect(stat(`${guide.mirror}.${ending}`)).rejects.toThrow(/ENOENT/);
  });

  it('are never a folder, and nothing is published then', async () => {
    const guide = await exampleGuide();
    await mkdir(`${guide.mirror}.car`);
    await writeFile(join(`${guide.mirror}.car`, 'mine'), 'mine');
    await expect(guide.build()).rejects.toThrow(/mirror\.car — is no file.*--no-car.*nothing was written/);
    await expect(stat(guide.mirror)).rejects.toThrow(/ENOENT/);
    expect((await guide.build({ car: false })).code).toBe(0);
  });
});
