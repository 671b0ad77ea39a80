// Runs git in one repository, away from the settings of a git that runs around this one.
import { type Ran, runTool } from '../run-tool.ts';

export interface Git {
  /**
   * @param mayEnd exit codes besides 0 that are an answer
   * @throws FaultError where git is missing or fails
   */
  run(args: readonly string[], input?: string | Uint8Array, mayEnd?: readonly number[]): Promise<Ran>;
}

const get = 'install git';
/** Of a git that runs around this one, in a hook or an alias: its index, its work tree, its author. */
const notInherited = /^GIT_(?!SSH|ASKPASS|CONFIG|TRACE|EXEC_PATH)/;

/** Whether git reaches it by a protocol, and not as a folder of this computer. */
export const isAddress = (repository: string): boolean => /^[a-z+]+:\/\/|^[^/\\]+@[^/\\]+:/.test(repository);

/** @param gitDir the repository's own folder: ".git", or a bare one */
export function git(gitDir: string, env: Readonly<Record<string, string>> = {}): Git {
  return {
    run: (args, input = '', mayEnd = []) =>
      runTool('git', [...args], {
        input,
        mayEnd,
        get,
        without: notInherited,
        env: { ...env, GIT_DIR: gitDir, GIT_TERMINAL_PROMPT: process.stdin.isTTY ? '1' : '0', LC_ALL: 'C' },
      }),
  };
}

/** @returns the repository's own folder; null where the path is no repository */
export async function gitDirOf(path: string): Promise<string | null> {
  const args = ['-C', path, 'rev-parse', '--absolute-git-dir'];
  const { code, out } = await runTool('git', args, { mayEnd: [128], get, without: notInherited });
  return code === 0 ? out.toString('utf8').trim() : null;
}
