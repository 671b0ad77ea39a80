// Types of nginx.mjs, which runs before anything is built.
export function findNginx(): string | null;
export function prepareNginx(): boolean;
