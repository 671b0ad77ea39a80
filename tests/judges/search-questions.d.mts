import type { Question } from './search-score.ts';

export const frozenSha256: string;
/** @param top the project's folder, beside which the data lies */
export function searchQuestions(top?: string): readonly Question[];
