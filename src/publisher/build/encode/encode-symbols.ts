// Writes the `symbols` and `parties` targets: what src/core/guide/symbols.ts reads.
import type { Content } from '../../content/content.ts';
import type { ContentFiles } from '../content-files.ts';
import { encodeOptional, encodeText, encodeTexts } from './encode-text.ts';

/** The `symbols` target's JSON, in the chart's order. */
export function encodeSymbols({ guide, symbols }: Content, files: ContentFiles): object {
  const { languages } = guide;
  const description = encodeTexts(
    symbols.map((symbol) => symbol.description),
    languages,
  );
  const standIn = symbols.flatMap(({ isStandIn }, row) => (isStandIn ? [row] : []));
  const sound = symbols.map((symbol) => files.blob(symbol.sound) ?? null);
  const rows = new Map(symbols.map(({ code }, row) => [code, row]));
  const alike = symbols.flatMap((symbol, row) =>
    symbol.alike.flatMap((code) => {
      const other = rows.get(code);
      return other === undefined ? [] : [[row, other]];
    }),
  );
  return {
    code: symbols.map(({ code }) => code),
    name: encodeTexts(
      symbols.map(({ name }) => name),
      languages,
    ),
    picture: symbols.map(({ picture }) => files.blob(picture) ?? null),
    ...(Object.keys(description).length > 0 && { description }),
    ...(standIn.length > 0 && { standIn }),
    ...(sound.some(Boolean) && { sound }),
    ...(alike.length > 0 && { alike }),
  };
}

/** The `parties` target's JSON. */
export function encodeParties({ guide, parties }: Content): object {
  return {
    parties: parties.map(({ id, name, short }) => ({
      id,
      name: encodeText(name, guide.languages),
      short: encodeOptional(short, guide.languages),
    })),
  };
}
