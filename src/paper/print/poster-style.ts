// How a poster looks on A4, A5 and on a sticker of 10 by 15 cm: the same page, larger or smaller.

/** A sheet's size for `@page`, its width in millimetres, and how large everything on it is. */
export const posterSizes = {
  a4: { page: 'A4', width: 210, height: 297, scale: 1 },
  a5: { page: 'A5', width: 148, height: 210, scale: 0.705 },
  sticker: { page: '100mm 150mm', width: 100, height: 150, scale: 0.476 },
} as const;

export type PosterSize = keyof typeof posterSizes;

/** @returns the style sheet; lengths on paper are in `em`, so that one number scales all of it */
export function posterStyle(size: PosterSize): string {
  const { page, width, height, scale } = posterSizes[size];
  return `
@page{size:${page};margin:0}
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
html{background:#fff}
body{margin:0 auto;width:${width}mm;height:${height - 1}mm;overflow:hidden;font:${(4.5 * scale).toFixed(3)}mm/1.25 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif;color:#000;background:#fff}
main{display:flex;flex-direction:column;justify-content:space-between;height:100%;padding:2em}
h1,h2,p,ol,figure,ul{margin:0;padding:0}
h1{font-size:1.75em;line-height:1.15;text-align:center}
.ur{font-size:1.1em;line-height:1.5}
h1.ur{font-size:1.6em;line-height:1.45}
.center{text-align:center}
.small{font-size:0.75em}
.address{font-size:1.5em;font-weight:700;text-align:center;overflow-wrap:anywhere;direction:ltr}
.main{display:flex;justify-content:center}
.steps{display:flex;gap:1em;list-style:none}
.steps li{flex:1;text-align:center;text-wrap:balance;font-size:0.9em}
.steps svg{width:6em;height:6em}
.others{display:flex;gap:1em;justify-content:center;align-items:center}
.others figure{text-align:center;overflow-wrap:anywhere;max-width:9em}
.print{display:flex;gap:1em;align-items:center;border:0.15em solid #000;padding:0.7em}
.print svg{flex:none;width:7.5em;height:7.5em}
.words{font-weight:700;font-size:1.1em;direction:ltr;text-align:start}
.print p+p{margin-block-start:0.35em}
.demo{border:0.15em solid #000;text-align:center;font-weight:700}
[dir=rtl]{text-align:right}
h1[dir=rtl],.center[dir=rtl],.steps [dir=rtl]{text-align:center}
`.trim();
}
