// SVG to JPEG, for phones and chats that show nothing else. Where this computer has no renderer, only SVG is written.

/** @returns null where there is no renderer here */
export async function drawJpeg(svg: string, quality: number): Promise<Uint8Array | null> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => null,
  );
  if (!sharp) return null;
  const drawn = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .jpeg({ quality, progressive: false })
    .toBuffer();
  return new Uint8Array(drawn);
}
