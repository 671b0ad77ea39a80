// "Pass it on": the page saves and sends the very file that it is.

/** What phones' share sheets take of a file: this type and no charset behind it. */
const type = 'text/html';
/** Share sheets refuse more. */
const maxSharedBytes = 50 * 1024 * 1024;

/** @param text the file as it came */
export function offerFile(text: string): void {
  for (const box of document.querySelectorAll<HTMLElement>('.pass')) {
    const link = box.querySelector<HTMLAnchorElement>('a.save');
    const button = box.querySelector<HTMLButtonElement>('button.send');
    if (!link || !button) continue;
    const name = link.download;
    link.addEventListener('click', () => save(link, text));
    link.hidden = false;
    button.hidden = !canSend(text);
    button.addEventListener('click', () => void send(new File([text], name, { type }), link));
  }
}

/** Made when it is wanted: a large file twice in memory is too much for a small phone. */
function save(link: HTMLAnchorElement, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  link.href = address;
  // The download has begun by then; a browser reads it to its end all the same.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function canSend(text: string): boolean {
  // `canShare` says yes to more than is taken, but where it is missing no file is.
  return typeof navigator.share === 'function' && 'canShare' in navigator && text.length < maxSharedBytes;
}

async function send(file: File, link: HTMLAnchorElement): Promise<void> {
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    // Closed by the reader: that is an answer.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    link.click();
  }
}
