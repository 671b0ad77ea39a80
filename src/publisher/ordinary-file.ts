// A file that somebody else may have put there, read whole: never a device or a pipe, which have no end, and nothing larger
// than who reads it can use.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { FaultError } from './content/fault.ts';

/**
 * @param path where it lies
 * @param maxBytes of the file
 * @param file its name, for messages
 * @throws FaultError `not-a-file` for a device, a pipe or a socket, `too-large`; and what the system says where it cannot be opened
 */
export function readOrdinaryFile(path: string, maxBytes: number, file: string): Uint8Array {
  // Opening a pipe would wait for somebody who writes into it; Windows has no such flag, and no such files.
  const opened = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const info = fstatSync(opened);
    if (!info.isFile() && !info.isDirectory()) {
      fail('not-a-file', file, 'this is no ordinary file but a device or a pipe', 'put the file itself there');
    }
    if (info.size > maxBytes) {
      fail(
        'too-large',
        file,
        `the file has ${info.size} bytes, at most ${maxBytes} are read`,
        'make it smaller, or split it',
      );
    }
    return readFileSync(opened);
  } finally {
    closeSync(opened);
  }
}

function fail(code: string, file: string, message: string, fix: string): never {
  throw new FaultError([{ severity: 'error', code, file, message, fix }]);
}
