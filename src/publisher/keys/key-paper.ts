// A page with a secret key for a safe: words to be typed, and the same words as a code.

import { codePicture, paperCode } from '../../paper/code-picture.ts';
import { html, rawText } from '../../paper/markup.ts';

const style = `
body{margin:1.5cm;font:14pt/1.5 system-ui,sans-serif;color:#000;background:#fff}
ol{columns:3;font-size:16pt;font-family:ui-monospace,monospace;padding-inline-start:2.5em}
.box{border:2px solid #000;padding:.5cm}
code{overflow-wrap:anywhere}
`.trim();

/** @param words as seedWords made them. @param publicKey hex */
export function keyPaper(name: string, words: readonly string[], publicKey: string): string {
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Key ${name}</title>
<style>${rawText(style)}</style></head>`;
  const body = html`<body>
<h1>Secret key “${name}”</h1>
<p class="box">Whoever reads this page can sign as you. Fold it, seal it, and keep it where only you can get at it; far from
the computer that has the key. Print it on a printer that keeps nothing, and delete the file.</p>
<ol>${words.map((word) => html`<li>${word}</li>`)}</ol>
<p>The same words as a code:</p>
${codePicture(paperCode(words.join(' ')), 60)}
<p>To use it again: <code>nishan keys restore ${name}</code></p>
<p>Public key, which is no secret: <code>${publicKey}</code></p>
</body>`;
  return `<!doctype html>\n${html`<html lang="en" dir="ltr">${head}${body}</html>`}\n`;
}
