// A text of the guide in the language that the voter reads, or the one it has: marked, and kept in its own direction.
import type { Text } from '../../core/guide/format/text.ts';
import { pick } from '../say.ts';

/** A telephone, a date in digits: hyphens, blanks and a plus between digits turn them round in a right-to-left text. */
const digitRuns = /(\+?\d+(?:-\d+)+|[+0]\d+(?: \d+)+|\+\d+)/;

export function Content({ of, otherwise = '' }: { readonly of: Text | undefined; readonly otherwise?: string }) {
  const found = pick(of);
  if (!found) return otherwise;
  const parts = found.text.split(digitRuns);
  return (
    <bdi lang={found.language}>
      {parts.length === 1 ? found.text : parts.map((part, i) => (i % 2 === 1 ? <bdi key={i}>{part}</bdi> : part))}
    </bdi>
  );
}
