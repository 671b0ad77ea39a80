// What a chart leaves to a person, although one reading lies near.
import { describe, expect, it } from 'vitest';
import { openSymbolChart } from '../../../src/publisher/import/symbol-chart.ts';

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
