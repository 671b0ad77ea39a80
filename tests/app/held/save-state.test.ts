import { expect, it } from 'vitest';
import { saveState } from '../../../src/app/held/save-state.ts';
import type { State } from '../../../src/app/state.ts';
import type { HeldRegion } from '../../../src/core/held/held.ts';

const whole = [{ isWhole: true }] as unknown as readonly HeldRegion[];
const part = [{ isWhole: true }, { isWhole: false }] as unknown as readonly HeldRegion[];
const state = (patch: Partial<State>): State => ({ storage: 'kept', shell: 'stored', work: null, ...patch }) as State;
const fetching = { kind: 'pictures', progress: null } as const;

it.each([
  ['saved', 'all of it and the app are kept', state({}), whole],
  ['part', 'pictures are missing and nothing is under way', state({}), part],
  ['saving', 'pictures are on their way', state({ work: fetching }), part],
  ['saving', 'the app itself is being stored', state({ shell: 'storing' }), whole],
  ['part', 'the app itself was not stored', state({ shell: 'none' }), whole],
  [
    'part',
    'the rest of the country is on its way but the app was not stored',
    state({ shell: 'none', work: { kind: 'country', progress: null } }),
    whole,
  ],
  ['unsaved', 'the browser keeps nothing', state({ storage: 'memory' }), whole],
  ['unsaved', 'the browser cannot keep the app', state({ shell: 'unsupported' }), whole],
  ['part', 'no region is there', state({}), []],
] as const)('is %s when %s', (wanted, _, given, held) => {
  expect(saveState(given, held)).toBe(wanted);
});
