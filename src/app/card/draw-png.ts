// A drawing as a PNG, by the browser's own canvas. Where that has no memory for it, a smaller one is tried.

/** Of each side. Half of it is the least at which a chat leaves a code to be read. */
const scales = [1, 0.75, 0.5] as const;

/**
 * @param svg with its own width and height
 * @returns null where this browser draws none
 */
export async function drawPng(svg: string, [width, height]: readonly [number, number]): Promise<Uint8Array | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    for (const scale of scales) {
      const bytes = await drawn(image, Math.round(width * scale), Math.round(height * scale)).catch(() => null);
      if (bytes) return bytes;
    }
    return null;
  } catch {
    // No such drawing here: the text is still there to be sent.
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function drawn(image: HTMLImageElement, width: number, height: number): Promise<Uint8Array | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  try {
    const context = canvas.getContext('2d');
    if (!context) return null;
    // Paper, whatever the screen's colours are.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob && new Uint8Array(await blob.arrayBuffer());
  } finally {
    // Some phones keep a canvas's memory until much later.
    canvas.width = 0;
    canvas.height = 0;
  }
}

/** Measures texts as this browser sets them; null where it cannot. @param fonts as the drawing names them */
export function openMeasure(fonts: string): ((text: string, size: number, isBold: boolean) => number) | null {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return null;
  return (text, size, isBold) => {
    context.font = `${isBold ? '700 ' : ''}${size}px ${fonts}`;
    return context.measureText(text).width;
  };
}
