// Whether a list that a message agrees with may be relied on here and now. An old list agrees with old messages, and somebody who
// keeps a phone from newer ones may count on that.
import type { ForwardCheck } from '../../core/forward/forward-types.ts';
import type { EditionSign } from '../held/edition-sign.ts';

/** What is known of one candidate's list. */
export interface ListSign {
  readonly sign: Pick<EditionSign, 'state' | 'symbols'>;
  /** Postponed, withdrawn or under review: nobody votes by it, or nobody may rely on it. */
  readonly isOff: boolean;
  /** Symbols of this contest may still change. */
  readonly isOpen: boolean;
  /** A newer slip says otherwise. */
  readonly isOverruled: boolean;
}

/** `may-be-old`: the list stands, and there may be a newer one. `off`: its symbols are told to nobody unasked. */
export type Agreement = 'stands' | 'may-be-old' | 'off';

/**
 * What an agreement is worth.
 * @param lists those of the claims; null for one that is not here any more
 */
export function agreementOf(
  { verdict }: Pick<ForwardCheck, 'verdict'>,
  lists: readonly (ListSign | null)[],
): Agreement {
  if (verdict !== 'agrees') return 'stands';
  if (lists.some((list) => !list || list.isOff || list.isOverruled || list.sign.symbols !== 'shown')) return 'off';
  const isNewest = ({ sign, isOpen }: ListSign): boolean =>
    !isOpen && (sign.state === 'current' || sign.state === 'final');
  return lists.every((list) => list !== null && isNewest(list)) ? 'stands' : 'may-be-old';
}
