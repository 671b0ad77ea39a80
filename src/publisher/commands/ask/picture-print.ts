// `nishan picture-print`: what a notice names a picture by that goes round under somebody else's name.
import { readFile, stat } from 'node:fs/promises';
import { FaultError } from '../../content/fault.ts';
import { printOfPicture } from '../../pictures/print-of-picture.ts';
import type { Output } from '../output.ts';

const maxBytes = 40 * 1_048_576;

/**
 * @returns the exit code
 * @throws FaultError where the file cannot be read
 */
export async function picturePrintCommand(file: string, output: Output): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw stop(file, 'is not there', 'name the picture as it was received');
  if (found.size > maxBytes) throw stop(file, `has more than ${maxBytes} bytes`, 'name a picture');
  const { sha256, print } = await printOfPicture(await readFile(file));
  output.out(`copySha256  ${sha256}`);
  if (print !== null) output.out(`copyPrint   ${print}`);
  else output.err('It cannot be drawn, or is too small: phones know it by these very bytes alone.');
  return 0;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'picture', file, message, fix }]);
}
