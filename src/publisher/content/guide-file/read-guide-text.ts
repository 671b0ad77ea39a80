// The text of guide.yaml as it stands in a folder, for what adds to it; read-guide-file.ts reads what it says.
import { readFolderFile } from '../folder.ts';
import { guideFileName } from './read-guide-file.ts';

/**
 * @returns "" where there is none yet
 * @throws FaultError what reading a file of the folder throws
 */
export async function readGuideText(dir: string): Promise<string> {
  return new TextDecoder().decode((await readFolderFile(dir, guideFileName)) ?? new Uint8Array());
}
