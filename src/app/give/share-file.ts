// Handing a file to the phone's share sheet, or to its downloads where that takes none. What is in it, who made it knows.
import { outsideName, saveFile } from '../kit/save-file.ts';

/** Kinds that share sheets and receivers take, exactly as they want them, without a charset; and the zip, which they refuse. */
const sharedTypes = ['text/html', 'image/png'] as const;

/** A file that can be handed on. */
export interface GivenFile {
  readonly name: string;
  readonly type: (typeof sharedTypes)[number] | 'application/zip';
  readonly bytes: Uint8Array;
}

/** What a share sheet did. `refused`: this browser shares no such file. */
export type Shared = 'sent' | 'left' | 'refused';

/** Chrome's own: canShare says yes to files that share then refuses. */
const maxSharedBytes = 50 * 1_048_576;

/** Whether the phone's share sheet takes it: by our own list, since browsers promise more than they do. */
export function canShareFile({ type, bytes }: GivenFile): boolean {
  const { share, canShare } = navigator as Partial<Pick<Navigator, 'share' | 'canShare'>>;
  const isShared = sharedTypes.some((each) => each === type);
  return isShared && bytes.length <= maxSharedBytes && Boolean(share) && Boolean(canShare);
}

/** Opens the phone's share sheet. Only on a tap. */
export async function shareFile(given: GivenFile): Promise<Shared> {
  const file = new File([given.bytes as Uint8Array<ArrayBuffer>], outsideName(given.name), { type: given.type });
  // iOS shares the other fields in the file's place.
  const data: ShareData = { files: [file] };
  try {
    if (!navigator.canShare(data)) return 'refused';
    await navigator.share(data);
    return 'sent';
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? 'left' : 'refused';
  }
}

/** Hands a file to the browser to be saved. */
export function saveGivenFile({ bytes, name, type }: GivenFile): void {
  saveFile({ name, type, content: bytes as Uint8Array<ArrayBuffer> });
}
