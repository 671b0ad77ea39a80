import type { Forward } from './forward-score.ts';

export const frozenSha256: string;
/** @param top the project's folder, beside which the data lies */
export function forwards(top?: string): readonly Forward[];
