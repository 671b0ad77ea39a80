// How the contact sheet of symbols looks on A4 and on a screen. Pictures are printed also where a browser leaves
// backgrounds out.

export const symbolSheetStyle = `
@page{size:A4;margin:10mm}
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:190mm;color:#000;background:#fff;font:10pt/1.35 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif}
h1{font-size:16pt;line-height:1.2;margin:0 0 2mm}
p{margin:0}
.lead{color:#333}
ol{list-style:none;margin:4mm 0 0;padding:0;display:grid;grid-template-columns:repeat(2,1fr);gap:3mm}
li{break-inside:avoid;border:0.3mm solid #bbb;border-radius:2mm;padding:3mm;min-width:0}
.alike{border:0.8mm solid #000}
.head{overflow-wrap:anywhere;border-block-end:0.2mm solid #ddd;padding-block-end:1mm;margin-block-end:2mm}
.row{display:flex;align-items:center;gap:3mm}
.sizes{display:flex;align-items:center;gap:2mm}
i{display:block;flex:none}
i::before{content:"";display:block;width:100%;height:100%;background-position:center;background-size:contain;background-repeat:no-repeat}
.s24{width:24px;height:24px}
.s48{width:48px;height:48px}
.s120{width:120px;height:120px}
.other{flex:1;min-width:0;border-inline-start:0.2mm solid #ddd;padding-inline-start:3mm}
.other i{margin-block:1mm}
.none{font-size:12pt;color:#333}
.mark{font-weight:700;font-size:9pt;margin-block-start:1mm}
.small{font-size:8pt;color:#333;overflow-wrap:anywhere}
[lang=ur]{line-height:1.9}
@media screen{body{padding:16px}}
@media screen and (max-width:640px){ol{grid-template-columns:1fr}}
`.trim();
