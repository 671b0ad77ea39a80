// Where passphrases come from: a person at the terminal, who sees nothing of what is typed, or lines of an open file for
// scripts. Never an argument or the environment, which other programs can read.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { keyFault } from './key-file.ts';

/** Asks for a line. */
export type AskLine = (prompt: string) => Promise<string>;

const shortest = 12;

/**
 * @param fd the number of an open file with a line for each question, as typed after --passphrase-fd
 * @throws FaultError where the number is none, or there is no terminal to ask at
 */
export function askHidden(fd: string | undefined): AskLine {
  if (fd === undefined) return askTerminal;
  if (!/^\d{1,4}$/.test(fd))
    throw keyFault('--passphrase-fd', `"${fd}" is no number`, 'give one like: --passphrase-fd 3 3<FILE');
  let lines: string[] | null = null;
  return async () => {
    lines ??= readFileSync(Number(fd), 'utf8').split(/\r?\n/);
    const line = lines.shift();
    if (line === undefined || line === '') {
      throw keyFault('--passphrase-fd', 'has no more lines', 'write one line for each passphrase');
    }
    return line;
  };
}

async function askTerminal(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw keyFault('passphrase', 'nobody can be asked: this is no terminal', 'run it in one, or give --passphrase-fd');
  }
  process.stderr.write(prompt);
  // Echoes nothing: the terminal is raw while the line is read, and what would be written goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const interrupted = new Promise<never>((_resolve, reject) => {
    reader.once('SIGINT', () => reject(keyFault('passphrase', 'was not given', 'run it again')));
  });
  try {
    return await Promise.race([reader.question(''), interrupted]);
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

/**
 * A passphrase for a new key, typed twice where a person types it.
 * @throws FaultError where it is too short, or the second is another one
 */
export async function askNewPassphrase(ask: AskLine, isTyped: boolean): Promise<string> {
  const first = await ask(`Passphrase for the new key, ${shortest} letters or more: `);
  if ([...first].length < shortest) {
    throw keyFault(
      'passphrase',
      `is shorter than ${shortest} letters`,
      'take four words or more that nobody would put together',
    );
  }
  if (isTyped && (await ask('The same once more: ')) !== first) {
    throw keyFault('passphrase', 'was another one the second time', 'run it again');
  }
  return first;
}
