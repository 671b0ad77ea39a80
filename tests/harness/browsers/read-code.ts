// The QR code in a picture, read as a phone reads it: of a screen, of print, and of what a chat leaves of a picture.
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';

/** @throws what the decoder throws where no code can be read */
export async function readCode(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height }, { timeLimit: 2_000 });
}

/** A picture after a chat: half the size, JPEG at quality 40. */
export async function afterChat(picture: Buffer): Promise<Buffer> {
  const { width } = await sharp(picture).metadata();
  return sharp(picture)
    .resize({ width: Math.round(width / 2) })
    .jpeg({ quality: 40 })
    .toBuffer();
}
