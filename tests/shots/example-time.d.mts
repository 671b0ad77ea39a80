/** @param written "2027-02-08T05:00:00Z" */
export function exampleTime(written: string): Date;
