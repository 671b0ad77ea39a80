export function classNames(root: string): (name: string, file: string) => string;
