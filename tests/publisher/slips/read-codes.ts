// What a reader makes of the codes of a page that is to be printed.
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';

/** Every code in the page, drawn with this many pixels a module. */
export async function readCodes(html: string, pixels = 4): Promise<readonly string[]> {
  const codes = html.match(/<svg[^>]* class="code"[\s\S]*?<\/svg>/g) ?? [];
  return Promise.all(
    codes.map(async (svg) => {
      const side = Number(/viewBox="-?\d+ -?\d+ (\d+)/.exec(svg)?.[1]) * pixels;
      const sized = svg.replace(/ width="[^"]*" height="[^"]*"/, ` width="${side}" height="${side}"`);
      const { data, info } = await sharp(Buffer.from(sized)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height });
    }),
  );
}
