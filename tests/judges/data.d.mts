/** Whether the data folder lies beside the project. */
export function dataPresent(top?: string): boolean;
/** @returns the SHA-256 of a set, in lower-case hex */
export function sha256(set: unknown): string;
