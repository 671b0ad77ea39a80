// How a sheet of slips looks on A4. Pictures are printed also where a browser leaves backgrounds out.

export const slipSheetStyle = `
@page{size:A4;margin:8mm}
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:194mm;color:#000;background:#fff;font:9pt/1.25 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif}
p,h2,ol,figure{margin:0;padding:0}
.cut{display:flex;justify-content:space-between;gap:4mm;padding-block-end:1mm}
.small{font-size:7.5pt;color:#333}
.slip{display:flex;gap:3mm;break-inside:avoid;padding:2mm;border:0.3mm dashed #000;border-inline-start:4mm solid #888;margin-block-end:3mm}
.codes{flex:none}
.codes figure{text-align:center;font-size:7.5pt}
.address{text-align:center;overflow-wrap:anywhere;max-width:44mm}
.code{display:block}
.text{flex:1;min-width:0}
h2{font-size:18pt;line-height:1}
.heads{display:flex;flex-wrap:wrap;gap:1mm 4mm;margin-block:0.8mm}
.head{flex:1 1 58mm;min-width:0}
.edition{display:inline-block;margin-inline-end:1mm}
.warning{display:inline-block;border:0.4mm solid #000;padding-inline:1mm}
.names{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));column-gap:3mm;list-style:none;margin-block:1.5mm}
.names li{display:flex;align-items:center;gap:1.5mm;min-height:9mm;padding-block:0.5mm;break-inside:avoid;border-block-end:0.1mm solid #999}
.names li::before{content:"";flex:none;width:8mm;height:8mm;background-position:center;background-size:contain;background-repeat:no-repeat}
.number{flex:none;min-width:4mm;text-align:end}
.who{flex:1;min-width:0;overflow-wrap:anywhere;font-size:8pt;line-height:1.15}
.who>span,.who>span>b:first-child{display:block}
.out bdi{text-decoration:line-through}
[lang=ur]{line-height:1.5}
.who>[lang=ur]{line-height:1.4}
@media screen{body{padding:4mm}}
`.trim();
