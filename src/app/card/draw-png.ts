// A drawing as a PNG, by the browser's own canvas. Where that has no memory for it, a smaller one is tried.

/** Of each side. Half of it is the least at which a chat leaves a code to be read. */
const scales = [1, 0.75, 0.5] as const;
/** Firefox says that a drawing is decoded before the drawings within it are: they come a moment later. */
const waitMs = 60;
const mostWaits = 20;

/** Where a drawing within the drawing stands. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param svg with its own width and height, drawings within it as data: addresses
 * @returns null where this browser draws none
 */
export async function drawPng(svg: string, [width, height]: readonly [number, number]): Promise<Uint8Array | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const within = [...svg.matchAll(/<image x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)" href="([^"]*)"/g)];
    const places = within.map(([, x, y, w, h]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(w),
      height: Number(h),
    }));
    // Each by itself first: most browsers have them at once then.
    await Promise.all([...new Set(within.map(([, , , , , href]) => href ?? ''))].map((href) => decoded(href)));
    const image = await decoded(address, width, height);
    for (const scale of scales) {
      const bytes = await drawn(image, places, scale).catch(() => null);
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

async function decoded(address: string, ...size: number[]): Promise<HTMLImageElement> {
  const image = new Image(...size);
  image.src = address;
  await image.decode();
  return image;
}

async function drawn(image: HTMLImageElement, places: readonly Place[], scale: number): Promise<Uint8Array | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  try {
    const context = canvas.getContext('2d');
    if (!context) return null;
    for (let waits = 0; ; waits++) {
      // Paper, whatever the screen's colours are.
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      if (places.every((place) => hasInk(context, place, scale))) break;
      // A card without its symbol is worse than none.
      if (waits >= mostWaits) return null;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob && new Uint8Array(await blob.arrayBuffer());
  } finally {
    // Some phones keep a canvas's memory until much later.
    canvas.width = 0;
    canvas.height = 0;
  }
}

function hasInk(context: CanvasRenderingContext2D, { x, y, width, height }: Place, scale: number): boolean {
  const side = (length: number): number => Math.max(1, Math.floor(length * scale));
  const { data } = context.getImageData(Math.ceil(x * scale), Math.ceil(y * scale), side(width), side(height));
  return data.some((part) => part < 240);
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
