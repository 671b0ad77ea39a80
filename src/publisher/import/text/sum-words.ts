// Rows of a list that count the others: "Total", "মোট প্রার্থী". Nobody stands in them.
import { fold } from '../../../core/spelling/fold.ts';

const words = [
  ...['total', 'totals', 'subtotal', 'sub total', 'grand total', 'total general', 'totales', 'suma', 'jumla'],
  ...['মোট', 'সর্বমোট', 'कुल', 'کل', 'ٹوٹل', 'میزان', 'المجموع', 'الإجمالي', 'جمع', 'ጠቅላላ', 'ድምር', 'စုစုပေါင်း'],
].map(fold);

/** Whether a cell that should name a seat names a sum, alone or with what was counted. */
export function isSum(cell: string): boolean {
  const folded = fold(cell);
  return words.some((word) => folded === word || folded.startsWith(`${word} `));
}
