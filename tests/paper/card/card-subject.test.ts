// What a picture may show of a seat: the rules that keep a symbol off it.
import { describe, expect, it } from 'vitest';
import type { Candidate, ContestCard } from '../../../src/core/guide/questions.ts';
import { cardSubject, plainSubject, type SubjectOptions } from '../../../src/paper/card/card-subject.ts';

const candidate = (serial: number, isWithdrawn = false) => ({ serial, isWithdrawn }) as Candidate;
const cardWith = (count: number, contest: object = {}, backed: readonly number[] = []) =>
  ({
    contest: { state: 'open', kind: 'candidates', mark: 'symbol', ...contest },
    candidates: Array.from({ length: count }, (_, i) => candidate(i + 1)),
    endorsements: backed.map((serial) => ({ serial, by: 'us', contest: 'NA-1' })),
  }) as unknown as ContestCard;
const free: SubjectOptions = { chosen: null, areSymbolsShown: true, isOverruled: () => false };
const why = (card: ContestCard, options: Partial<SubjectOptions> = {}) => {
  const subject = cardSubject(card, { ...free, ...options });
  return subject.kind === 'nobody' ? subject.why : subject.kind;
};

describe('a picture of a seat', () => {
  it('shows who was chosen, who alone is backed, or everybody', () => {
    expect(cardSubject(cardWith(3, {}, [2]), { ...free, chosen: candidate(3) })).toMatchObject({
      candidate: { serial: 3 },
    });
    expect(plainSubject(cardWith(60, {}, [2, 2]))).toMatchObject({ kind: 'one', candidate: { serial: 2 } });
    expect(plainSubject(cardWith(3, {}, [1, 2]))).toMatchObject({ kind: 'list' });
    expect([1, 24, 25].map((count) => why(cardWith(count)))).toEqual(['list', 'list', 'many']);
    expect(why(cardWith(0))).toBe('empty');
  });

  it('shows nobody where nobody votes by the list, or may rely on it', () => {
    for (const state of ['postponed', 'withdrawn', 'under-review']) {
      expect(why(cardWith(2, { state }), { chosen: candidate(1) })).toBe('off');
    }
    expect(why(cardWith(2, { kind: 'referendum' }))).toBe('question');
    expect(why(cardWith(2), { areSymbolsShown: false, chosen: candidate(1) })).toBe('old');
    expect(why(cardWith(2), { chosen: candidate(1, true) })).toBe('withdrawn');
  });

  it('shows nobody of whom something newer says otherwise, and no list with such a one in it', () => {
    const isOverruled = ({ serial }: Candidate): boolean => serial === 2;
    expect(why(cardWith(3), { chosen: candidate(2), isOverruled })).toBe('overruled');
    expect(why(cardWith(3), { chosen: candidate(1), isOverruled })).toBe('one');
    expect(why(cardWith(3), { isOverruled })).toBe('overruled');
  });
});
