// The ways in which a censor, or a broken host, misbehaves: one table, walked by the server, the tests and the help.

/** When a fault acts: on the listener or the handshake, on which tree answers, on the answer, or on how it is sent. */
export type Stage = 'none' | 'listener' | 'tree' | 'answer' | 'sending';

export interface Fault {
  readonly name: string;
  readonly stage: Stage;
  /** One sentence for who reads the list. */
  readonly says: string;
}

export const faults = [
  { name: 'honest', stage: 'none', says: 'Gives what the mirror gives.' },
  { name: 'refuse', stage: 'listener', says: 'Nobody listens: connections are refused.' },
  {
    name: 'broken-tls',
    stage: 'listener',
    says: 'Answers the handshake with noise, or with a certificate of nobody where one is given.',
  },
  { name: 'hang', stage: 'sending', says: 'Takes the request and never answers.' },
  { name: 'reset', stage: 'sending', says: 'Resets the connection in the middle of the answer.' },
  { name: 'drip', stage: 'sending', says: 'Sends the answer at one byte a second.' },
  { name: 'cut-short', stage: 'sending', says: 'Promises the whole length, sends half of it and ends.' },
  { name: 'wrong-length', stage: 'sending', says: 'Sends the whole answer under half of its length.' },
  { name: 'endless', stage: 'sending', says: 'Goes on sending after the answer, for ever.' },
  { name: '403', stage: 'answer', says: 'Answers 403 Forbidden.' },
  { name: '451', stage: 'answer', says: 'Answers 451 Unavailable For Legal Reasons.' },
  { name: 'block-page', stage: 'answer', says: 'Answers 200 with a page that says that this is blocked.' },
  { name: 'redirect', stage: 'answer', says: 'Redirects to a block page on another address.' },
  { name: 'flip', stage: 'answer', says: 'Changes one bit in the middle of each answer.' },
  { name: 'no-cors', stage: 'answer', says: 'Takes away the headers that let other sites read an answer.' },
  { name: 'older', stage: 'tree', says: 'Serves an older edition.' },
  { name: 'freeze', stage: 'tree', says: 'Goes on serving the mirror as it was when this began.' },
  { name: 'mix', stage: 'tree', says: 'Gives the newest timestamp, and everything else of an older edition.' },
  { name: 'withhold-root', stage: 'tree', says: 'Hides every root after the first, and serves an older edition.' },
] as const satisfies readonly Fault[];

export type FaultName = (typeof faults)[number]['name'];

/** Every name, in the order of the table. */
export const faultNames: readonly FaultName[] = faults.map(({ name }) => name);

/** The faults that need an older edition to serve. */
export const needOlder: ReadonlySet<FaultName> = new Set(['older', 'mix', 'withhold-root']);

/** Whether a word names a fault. */
export function isFaultName(word: string): word is FaultName {
  return (faultNames as readonly string[]).includes(word);
}

/** One fault for each stage; what is left out stays honest. */
export type Plan = Readonly<Partial<Record<Exclude<Stage, 'none'>, FaultName>>>;

/**
 * Sorts names by when they act.
 * @throws TypeError where two of them act at the same moment, and where one of the listener is joined to others
 */
export function planOf(names: readonly FaultName[]): Plan {
  const plan: Partial<Record<Stage, FaultName>> = {};
  for (const name of new Set(names)) {
    const stage = stageOf(name);
    const other = plan[stage];
    if (other !== undefined) throw new TypeError(`"${other}" and "${name}" cannot be joined`);
    plan[stage] = name;
  }
  const { none: _, ...rest } = plan;
  if (rest.listener !== undefined && Object.keys(rest).length > 1) {
    throw new TypeError(`"${rest.listener}" lets nothing through that another fault could change`);
  }
  return rest;
}

function stageOf(name: FaultName): Stage {
  return faults.find((fault) => fault.name === name)?.stage ?? 'none';
}

/** What each name does, a line each: "hang  Takes the request and never answers." */
export function describeFaults(): readonly string[] {
  const width = Math.max(...faultNames.map((name) => name.length)) + 2;
  return faults.map(({ name, says }) => `${name.padEnd(width)}${says}`);
}
