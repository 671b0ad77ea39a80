// Puts a file into the phone's downloads. What is in it never says anything of the voter; who calls sees to that.
import { getWorld } from '../world.ts';

/** Long enough for a browser that asks where to put it. */
const keptMs = 60_000;

/** The name that a file has outside of the app: where the app has a neutral one, its files say no more than it does. */
export function outsideName(name: string): string {
  const { label } = getWorld();
  if (label === undefined) return name;
  const plain = label.toLowerCase().replace(/ /g, '-');
  return name.replace(/^nishan/, plain).replace(/\.nishan$/, '.zip');
}

/** @param file.type as the system's lists of files want it: "text/html" */
export function saveFile(file: { readonly name: string; readonly type: string; readonly content: BlobPart }): void {
  const address = URL.createObjectURL(new Blob([file.content], { type: file.type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = outsideName(file.name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
