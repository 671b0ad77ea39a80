// What a chart leaves to a person, although one reading lies near.
import { describe, expect, it } from 'vitest';
import { openSymbolChart } from '../../../../src/publisher/import/candidates/symbol-chart.ts';

const many = (spelling: string, code: string, times: number) =>
  Array.from({ length: times }, () => ({ spelling, code }));
const options = { isOpen: true, languages: ['en'], isNoSymbol: () => false };
const entry = (code: string, name: string, ...spellings: string[]) => ({
  file: 'symbols.csv',
  row: 2,
  code,
  name: { en: name },
  description: {},
  picture: null,
  isStandIn: false,
  sound: null,
  alike: [],
  spellings,
});

describe('a doubtful spelling', () => {
  it('that two symbols of a chart share means neither', () => {
    const chart = openSymbolChart([entry('1', 'Kite', 'flyer'), entry('2', 'Plane', 'flyer')], [], {
      ...options,
      isOpen: false,
    });
    expect(chart.read({ spelling: 'FLYER', code: '' })).toMatchObject({ symbol: null, code: 'unknown-symbol' });
    expect(chart.read({ spelling: 'FLYER', code: '2' })).toMatchObject({ symbol: null, code: 'symbol-contradiction' });
  });

  it('is none where it is the name in another language', () => {
    const lamp = { ...entry('3', 'Lamp', 'Light'), name: { sd: 'ڏيئو', ur: 'چراغ' } };
    const chart = openSymbolChart([lamp], [], { ...options, isOpen: false, languages: ['sd', 'ur'] });
    expect(chart.read({ spelling: 'چراغ', code: '' })).toMatchObject({ symbol: { code: '3' }, mend: '', guess: null });
    expect(chart.read({ spelling: 'Light', code: '' })).toMatchObject({ guess: { code: '3' } });
  });

  it('that could be a slip of two symbols is learnt for neither', () => {
    const uses = [...many('GRAPES', '1', 9), ...many('GRATES', '2', 9), ...many('GRAXES', '1', 1)];
    const reading = openSymbolChart([], uses, options).read({ spelling: 'GRAXES', code: '1' });
    expect(reading).toMatchObject({ symbol: null, code: 'symbol-contradiction' });
  });

  it('that is rare, and near a frequent name, makes no symbol of its own by its number', () => {
    const chart = openSymbolChart([], [...many('UMBRELLA', '5', 9), ...many('UMBRELA', '6', 1)], options);
    expect(chart.symbols.map(({ code }) => code)).toEqual(['5']);
    expect(chart.read({ spelling: 'UMBRELA', code: '6' })).toMatchObject({ symbol: null, code: 'unknown-symbol' });
  });
});

describe('a short word one slip from another', () => {
  const closed = { ...options, isOpen: false };
  const uses = [...many('Bell', '', 2), ...many('Bel', '', 1), ...many('Kite', '', 1)];

  it('is offered as a guess where the chart lacks it', () => {
    const chart = openSymbolChart([entry('bell', 'Bell'), entry('kite', 'Kite')], [], closed);
    expect(chart.read({ spelling: 'Bel', code: '' })).toMatchObject({
      symbol: null,
      guess: { code: 'bell', distance: 1 },
    });
    const two = openSymbolChart([entry('bell', 'Bell'), entry('belt', 'Belt')], [], closed);
    expect(two.read({ spelling: 'Bel', code: '' })).toMatchObject({ symbol: null, guess: null });
  });

  it('is a symbol of its own without a chart, and somebody is asked', () => {
    const chart = openSymbolChart([], uses, options);
    const reading = chart.read({ spelling: 'Bel', code: '' });
    expect(reading).toMatchObject({ symbol: { code: 'bel' }, guess: { code: 'bell', distance: 1 } });
    expect(reading).toMatchObject({ mend: expect.stringContaining('"Bell" (bell) is written like it, 1 slip apart') });
    for (const spelling of ['Bell', 'Kite']) expect(chart.read({ spelling, code: '' })).toMatchObject({ guess: null });
  });

  it('is asked about no more where a person repeats it', () => {
    const said = { spelling: '', code: 'Bel', isDecided: true, confirmed: 'Bel' };
    const chart = openSymbolChart([], [...many('Bell', '', 1), said], options);
    expect(chart.read(said)).toMatchObject({ symbol: { code: 'bel' }, mend: '', guess: null });
  });
});
