// A source that takes down what became of each path: verified, refused, not there. For an account of everything that lies
// in a file or a folder; it judges nothing itself.
import { type AppError, isAppError } from '../../core/errors.ts';
import type { Accept, Source } from '../../core/ports.ts';

export interface RecordedSource extends Source {
  /** Paths whose bytes were accepted by whoever verifies them. */
  readonly verified: Set<string>;
  /** Paths whose bytes were refused, and why. */
  readonly refused: Map<string, AppError>;
  /** Paths that were asked for and are not there. */
  readonly absent: Set<string>;
}

/** @param source what is asked; its own failures count as refusals too */
export function recordedSource(source: Source): RecordedSource {
  const verified = new Set<string>();
  const refused = new Map<string, AppError>();
  const absent = new Set<string>();
  const record = <T>(path: string, accept: Accept<T>): Accept<T> => {
    return async (bytes) => {
      const value = await accept(bytes);
      verified.add(path);
      return value;
    };
  };
  const watch = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isAppError(error)) refused.set(path, error);
      throw error;
    }
  };
  return {
    ...(source.isLocal && { isLocal: true }),
    verified,
    refused,
    absent,
    async read(path, options, accept) {
      const value = await watch(path, () => source.read(path, options, record(path, accept)));
      if (value === null) absent.add(path);
      return value;
    },
    async readEach(path, options, accept) {
      const count = await watch(path, () => source.readEach(path, options, record(path, accept)));
      if (count === 0) absent.add(path);
      return count;
    },
  };
}
