// Types of quantities.mjs, which the command uses before anything is built.
export function readQuantities(text: string): { readonly of: string; readonly value: number }[];
export function verdict(measured: string, goal: string): 'reached' | 'missed' | '';
export function isOfTime(text: string): boolean;
