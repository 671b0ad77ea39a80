// A text as a QR code; the library is fetched when the first one is drawn.

/** The dark squares, row by row, with a quiet border of four. @throws TypeError where that part of the app is not here */
export async function encodeQr(text: string): Promise<readonly (readonly boolean[])[]> {
  const { default: encode } = await import('qr');
  return encode(text, 'raw', { ecc: 'medium', border: 4 });
}
