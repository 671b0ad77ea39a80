// The public suite's delegation graphs: who is asked, in which order, and what is found.
import { describe, expect, it } from 'vitest';
import { type Harness, harnessEach } from './harness.ts';
import type { Simulator } from './simulator.ts';

let client: Harness;
let repo: Simulator;

harnessEach((opened) => {
  client = opened;
  repo = opened.repo;
});

type Edge = readonly [from: string, to: string, options?: { terminating?: boolean; paths?: readonly string[] }];

function delegate(edges: readonly Edge[]): void {
  for (const [from, name, { terminating = false, paths = ['*'] } = {}] of edges)
    repo.addDelegation(from, { name, threshold: 1, terminating, paths });
}

function publishAll(): void {
  repo.publish(...[...repo.signed.keys()].filter((role) => !['root', 'snapshot', 'timestamp'].includes(role)));
  repo.publish('snapshot', 'timestamp');
}

describe('delegations', () => {
  const py = { paths: ['*.py'] };
  const ending = { terminating: true };
  it.each<[string, readonly Edge[], string]>([
    ['one', [['targets', 'A']], 'A'],
    [
      'one level',
      [
        ['targets', 'A'],
        ['targets', 'B'],
      ],
      'A B',
    ],
    [
      'two levels',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['B', 'C'],
      ],
      'A B C',
    ],
    [
      'two levels, depth first',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['A', 'C'],
        ['A', 'D'],
      ],
      'A C D B',
    ],
    [
      'three levels, depth first',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['A', 'C'],
        ['C', 'D'],
      ],
      'A C D B',
    ],
    [
      'terminating at the second level',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['A', 'C', ending],
        ['A', 'D'],
      ],
      'A C',
    ],
    [
      'terminating, with descendants',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['A', 'C', ending],
        ['C', 'D'],
      ],
      'A C D',
    ],
    [
      'only where paths match',
      [
        ['targets', 'A', py],
        ['targets', 'B'],
        ['A', 'C'],
      ],
      'B',
    ],
    [
      'only where paths match, deeper',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['A', 'C', py],
        ['C', 'D'],
      ],
      'A B',
    ],
    [
      'a cycle',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['B', 'C'],
        ['C', 'D'],
        ['D', 'B'],
      ],
      'A B C D',
    ],
    [
      'two delegate to a third',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['B', 'C'],
        ['A', 'C'],
      ],
      'A C B',
    ],
    [
      'two delegate, one for other paths',
      [
        ['targets', 'A'],
        ['targets', 'B'],
        ['B', 'C'],
        ['A', 'C', py],
      ],
      'A B C',
    ],
  ])('%s', async (_, edges, visited) => {
    await client.init();
    delegate(edges);
    publishAll();
    expect(await client.download('missingpath')).toBe(1);
    expect(repo.requests.slice(4)).toEqual(visited.split(' ').map((role) => `${role} 1`));
  });

  it.each([
    ['targetfile', true, ''],
    ['README.md', true, 'A'],
    ['releases/x/x_v1', true, 'B C'],
    ['releases/y/y_v1.zip', true, 'B D'],
    ['releases/z/z_v1.zip', false, 'B'],
  ])('%s is found: %s, by way of %s', async (path, isFound, visited) => {
    await client.init();
    delegate([
      ['targets', 'A', { paths: ['*.doc', '*.md'] }],
      ['targets', 'B', { paths: ['releases/*/*'] }],
      ['B', 'C', { paths: ['releases/x/*'] }],
      ['B', 'D', { paths: ['releases/y/*.zip'] }],
    ]);
    repo.addArtifact('targetfile', 'by targets');
    repo.addArtifact('README.md', 'by A', 'A');
    repo.addArtifact('releases/x/x_v1', 'by C', 'C');
    repo.addArtifact('releases/y/y_v1.zip', 'by D', 'D');
    repo.addArtifact('releases/z/z_v1.zip', 'by D, not delegated to D', 'D');
    publishAll();
    expect(await client.download(path)).toBe(isFound ? 0 : 1);
    expect(client.downloaded()).toEqual(isFound ? [Buffer.from(repo.artifacts.get(path) ?? []).toString()] : []);
    expect(repo.requests.slice(4)).toEqual(visited === '' ? [] : visited.split(' ').map((role) => `${role} 1`));
  });
});
