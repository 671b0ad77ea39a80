// A text of the guide in the language that the voter reads, or the one it has: marked, and kept in its own direction.
import type { Text } from '../../core/guide/text.ts';
import { pick } from '../say.ts';

export function Content({ of, otherwise = '' }: { readonly of: Text | undefined; readonly otherwise?: string }) {
  const found = pick(of);
  return found ? <bdi lang={found.language}>{found.text}</bdi> : otherwise;
}
