// Puts a file into the phone's downloads. What is in it never says anything of the voter; who calls sees to that.

/** Long enough for a browser that asks where to put it. */
const keptMs = 60_000;

/** @param file.type as the system's lists of files want it: "text/html" */
export function saveFile(file: { readonly name: string; readonly type: string; readonly content: BlobPart }): void {
  const address = URL.createObjectURL(new Blob([file.content], { type: file.type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
