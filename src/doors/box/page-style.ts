// The look of the box's page: the app's paper and ink (app/styles/tokens.css, by the same names), in as few rules as it
// needs. An edge that is not seen is drawn where the system paints every ground alike.

export const pageStyle = `
:root{color-scheme:light dark;--paper:#f6f3ea;--sheet:#fffdf6;--ink:#15211c;--soft:#414c46;--line:#d6cfbd;--frame:#154a3c;--press:#4b2a86;--on-press:#fff;--calm-soft:#e0e8ee;--old:#633b00;--old-soft:#fbeccb}
@media (prefers-color-scheme:dark){:root{--paper:#101815;--sheet:#1a2521;--ink:#f3efe3;--soft:#bbc8c0;--line:#35453e;--frame:#8fd1ba;--press:#c9b6f7;--on-press:#1d1033;--calm-soft:#1d2f3d;--old:#f2c063;--old-soft:#3b2c0d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Naskh Arabic","Noto Sans Arabic",sans-serif}
[lang=ur]{font-family:"Noto Naskh Arabic","Noto Sans Arabic","Geeza Pro","Segoe UI",Tahoma,system-ui,sans-serif;line-height:1.75}
main{max-width:34rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}
nav{text-align:end}
nav a{display:inline-block;min-width:3rem;padding:.75rem .5rem;text-align:center}
a{color:var(--press)}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0;color:var(--frame)}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .5rem}
p{margin:.5rem 0}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:1rem 0}
.calm,.old{border-radius:.75rem;padding:.75rem 1rem;border:2px solid transparent;background:var(--calm-soft)}
.old{background:var(--old-soft);border-inline-start:.375rem solid var(--old)}
.demo{margin:0;padding:.125rem 1rem;text-align:center;font-weight:700;color:#2a1b00;background:repeating-linear-gradient(-45deg,#f5c64a 0 .75rem,#ffdd83 .75rem 1.5rem);forced-color-adjust:none}
.address{font-size:1.25rem;font-weight:600}
.small,small{font-size:.9375rem;color:var(--soft)}
ul{list-style:none;margin:0;padding:0}
li{display:flex;justify-content:space-between;align-items:center;gap:1rem;border-top:1px solid var(--line);padding:.5rem 0}
li span{min-width:0}
summary{padding:.75rem 0;cursor:pointer}
li a{display:flex;align-items:center;flex:none;min-height:3rem;padding:0 1rem;border:2px solid transparent;border-radius:.75rem;background:var(--press);color:var(--on-press);text-decoration:none;font-weight:600}
a:focus-visible,summary:focus-visible{outline:3px solid var(--press);outline-offset:2px}
`;
