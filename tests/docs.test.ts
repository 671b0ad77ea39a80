// What the documents point at is there: files, headings, decisions, files of the source by their path, npm's scripts.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const top = resolve(import.meta.dirname, '..');
const skipped = new Set(['node_modules', 'dist', 'coverage']);

function filesBelow(folder: string, kind: RegExp): string[] {
  return readdirSync(join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(path, kind);
    return kind.test(path) ? [path] : [];
  });
}

const documents = filesBelow('.', /\.md$/);
const sources = filesBelow('.', /\.(tsx?|mjs)$/);
const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');
const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** The anchors of a page's headings, as its readers' tools make them. */
function anchorsOf(path: string): Set<string> {
  const headings = textOf(path)
    .replace(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#{1,6} (.+)$/gm);
  const slugs = [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replace(/ /g, '-'),
  );
  return new Set(slugs);
}

it('finds the documents', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/ARCHITECTURE.md', 'docs/recipes/nginx.md']));
});

describe.each(documents)('%s', (path) => {
  it('leads somewhere with every link', () => {
    const links = [...withoutCode(textOf(path)).matchAll(/\]\(([^()\s]+)\)|(?:src|href)="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((link) => !/^[a-z]+:/.test(link));
    const dead = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(top, target))) return true;
      return anchor !== undefined && !anchorsOf(target).has(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names no file of the source that is not there', () => {
    const named = [...textOf(path).matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:tsx?|mjs))`/g)].map(([, file = '']) => file);
    // What an older release was like is history.
    const missing =
      path === 'CHANGELOG.md' ? [] : named.filter((file) => !sources.some((each) => `/${each}`.endsWith(`/${file}`)));
    expect(missing).toEqual([]);
  });
});

describe('the decisions', () => {
  const files = readdirSync(join(top, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));

  it('have one number each, without a gap', () => {
    expect(files.sort().map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, at) => at + 1));
  });

  it('all stand in their index, by their titles', () => {
    const index = textOf('docs/decisions/README.md');
    const titles = files.map((name) => [
      name,
      textOf(`docs/decisions/${name}`).split('\n')[0]?.replace('# ', '') ?? '',
    ]);
    expect(titles.filter(([name, title]) => index.split(`- [${title}](${name})`).length !== 2)).toEqual([]);
  });

  it('are those that other texts speak of', () => {
    const inCode = execFileSync(
      'git',
      ['grep', '-hoE', '[Dd]ecisions? [0-9]{1,2}\\b', '--', 'src', 'sw', 'bin', 'tests'],
      {
        cwd: top,
        encoding: 'utf8',
      },
    );
    const said = [inCode, ...documents.map(textOf)].flatMap((text) => [
      ...text.matchAll(/\b[Dd]ecisions? (\d{1,2})\b/g),
    ]);
    expect(said.length).toBeGreaterThan(20);
    expect(said.map(([, number]) => Number(number)).filter((number) => number > files.length || number < 1)).toEqual(
      [],
    );
  });
});

it('says once what each of npm’s scripts is for', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const work = textOf('README.md').split('## Work on it')[1] ?? '';
  const told = Object.keys(scripts).map((name) => {
    const command = name === 'test' || name === 'start' ? `npm ${name}` : `npm run ${name}`;
    return [name, work.split(`\`${command}\``).length - 1];
  });
  expect(told.filter(([, times]) => times !== 1)).toEqual([]);
});
