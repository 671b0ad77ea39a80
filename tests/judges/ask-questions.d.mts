import type { AskedQuestion } from './ask-score.ts';

export const frozenSha256: string;
/** @param top the project's folder, beside which the data lies */
export function askQuestions(top?: string): readonly AskedQuestion[];
