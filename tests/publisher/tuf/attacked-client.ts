// A client and a repository for each test of an attack, and an answer that never ends.
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, vi } from 'vitest';
import { type Harness, harness } from './harness.ts';
import type { Simulator } from './simulator.ts';

export let client: Harness;
export let repo: Simulator;
export const said: string[] = [];

beforeEach(async () => {
  said.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  client = await harness();
  repo = client.repo;
});
afterEach(async () => {
  await client.close();
  vi.restoreAllMocks();
});

export function endless(response: ServerResponse): true {
  response.writeHead(200);
  const chunk = Buffer.alloc(65_536, 0x20);
  const pour = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pour);
  pour();
  return true;
}
