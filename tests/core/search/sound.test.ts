import { describe, expect, it } from 'vitest';
import { likeness, soundOf } from '../../../src/core/search/sound.ts';
import { fold } from '../../../src/core/spelling/fold.ts';

const like = (a: string, b: string): number => likeness(soundOf(fold(a)), soundOf(fold(b)));

describe('the sound of a word', () => {
  it.each([
    ['bottel', 'بوتل'],
    ['botal', 'bottle'],
    ['Muhamad', 'محمد'],
    ['Mohammad', 'Muhammad'],
    ['khan', 'خان'],
    ['sheikh', 'شیخ'],
    ['chaudhry', 'چوہدری'],
    ['school', 'سکول'],
    ['high', 'ہائی'],
    ['college', 'کالج'],
    ['ghora', 'گھوڑا'],
    ['patang', 'پتنگ'],
    ['Usman', 'عثمان'],
    ['Zulfiqar', 'ذوالفقار'],
  ])('%s is like %s', (a, b) => {
    expect(like(a, b)).toBeGreaterThan(0.72);
    expect(like(b, a)).toBeCloseTo(like(a, b), 6);
  });

  it.each([
    ['kite', 'bottle'],
    ['Ali', 'Khan'],
    ['Ahmad', 'Rashid'],
    ['abbas', 'بکس'],
  ])('%s is not like %s', (a, b) => {
    expect(like(a, b)).toBeLessThan(0.6);
  });

  it('tells the same from the nearly same', () => {
    expect(like('Mahmood', 'Mahmood')).toBe(1);
    expect(like('Mahmood', 'Muhammad')).toBeLessThan(like('Mehmood', 'Mahmood'));
  });

  it('keeps the bones of a word in both scripts', () => {
    expect(soundOf('muhammad').bones).toBe(soundOf('محمد').bones);
    expect(soundOf('nawaz').bones).toBe(soundOf('نواز').bones);
    expect(soundOf('').bones).toBe('');
    expect(soundOf('ঢাকা').letters).toBe('ঢাকা');
  });
});
