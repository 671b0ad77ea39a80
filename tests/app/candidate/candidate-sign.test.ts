// Whether a candidate's symbol may be drawn or named: by the list's own sign, the voter's wish, and a newer slip.
import { describe, expect, it } from 'vitest';
import { candidateSign, symbolView } from '../../../src/app/candidate/candidate-sign.ts';
import type { EditionSign } from '../../../src/app/held/edition-sign.ts';
import { setState } from '../../../src/app/world.ts';
import type { Candidate } from '../../../src/core/guide/questions.ts';
import type { Slip } from '../../../src/core/slip/slip.ts';
import { openTestWorld } from '../opened-world.ts';

const sign = (symbols: EditionSign['symbols']) => ({ symbols }) as EditionSign;
const candidate = { serial: 2, symbol: { code: 'kite' }, isWithdrawn: false } as Candidate;

describe('a symbol', () => {
  it('of a list that is not final is shown where the voter asks for it, and in that contest alone', () => {
    openTestWorld();
    expect(symbolView(sign('tap'), 'NA-1')).toBe('tap');
    setState({ opened: new Set(['NA-1']) });
    expect(symbolView(sign('tap'), 'NA-1')).toBe('shown');
    expect(symbolView(sign('tap'), 'NA-2')).toBe('tap');
    expect(symbolView(sign('never'), 'NA-1')).toBe('never');
  });

  it('that a newer slip gives to somebody else is as doubtful as one that is not final', () => {
    openTestWorld();
    const said = { serial: 2, symbol: 'boat', isWithdrawn: false };
    setState({ slips: [{ contest: 'NA-1', candidates: [said], isIncomplete: false } as unknown as Slip] });
    expect(candidateSign(sign('shown'), 'NA-1', candidate).symbols).toBe('tap');
    expect(candidateSign(sign('never'), 'NA-1', candidate).symbols).toBe('never');
    expect(candidateSign(sign('shown'), 'NA-2', candidate).symbols).toBe('shown');
  });
});
