// Parties and symbols: that ids are distinct and lead somewhere.
import { fold } from '../../../core/spelling/fold.ts';
import type { Content, SymbolEntry } from '../../content/content.ts';
import { type Reporter, rowsValue, someRows } from '../reporter.ts';

export function checkLists(content: Content, report: Reporter): void {
  const { parties } = content;
  report.doubles(parties, 'id', ({ id }) => id);
  for (const party of parties) {
    if (Object.keys(party.name).length > 0) continue;
    report.error(party, 'name', 'no-name', `the party "${party.id}" has no name`, 'fill in a name');
  }
  report.languages(
    parties,
    'name',
    ({ name }) => name,
    ({ id }) => id,
  );
  checkSymbols(content, report);
}

function checkSymbols({ symbols }: Content, report: Reporter): void {
  report.doubles(symbols, 'code', ({ code }) => code);
  const codeOf = ({ code }: SymbolEntry): string => code;
  const codes = new Set(symbols.map(codeOf));
  const names = new Map<string, SymbolEntry>();
  for (const symbol of symbols) {
    if (Object.keys(symbol.name).length === 0) {
      report.error(symbol, 'name', 'no-name', `the symbol "${symbol.code}" has no name`, 'fill in a name');
    }
    for (const code of symbol.alike) report.reference(symbol, 'alike', 'symbol', code, codes);
    for (const [language, name] of Object.entries(symbol.name)) {
      const key = `${language} ${fold(name)}`;
      const before = names.get(key);
      if (!before || before.code === symbol.code) names.set(key, symbol);
      else {
        const message = `"${name}" is the name of the symbol ${before.code} (row ${before.row}) too`;
        report.warning(symbol, `name:${language}`, 'same-name', message, 'make one of them, or name them apart');
      }
    }
  }
  const bare = symbols.filter(({ picture }) => !picture);
  if (bare[0]) {
    const message = `${bare.length} of ${symbols.length} symbols have no picture (${someRows(bare)})`;
    const fix = 'put their drawings into pictures/ and name them here: many voters know a symbol by its drawing alone';
    report.warning(bare[0], 'picture', 'no-picture', message, fix);
  }
  const mute = symbols.filter(({ description }) => Object.keys(description).length === 0);
  if (mute[0]) {
    const message = `${mute.length} of ${symbols.length} symbols are not described (${someRows(mute)})`;
    const fix = 'write what each drawing shows, for who cannot see it and for reading aloud';
    report.gate(mute[0], 'description', 'no-description', message, fix, rowsValue(mute.map(codeOf)));
  }
  report.languages(symbols, 'name', ({ name }) => name, codeOf);
  const described = symbols.filter(({ description }) => Object.keys(description).length > 0);
  report.languages(described, 'description', ({ description }) => description, codeOf);
}
