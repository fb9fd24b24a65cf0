/** How the page looks: in the light and in the dark, on a phone and on paper. Colours have a contrast of 4.5 at least. */
export const STYLES = `
:root{color-scheme:light dark;--back:#fff;--text:#1c2024;--quiet:#59616a;--line:#d3d9df;--panel:#f4f6f8;--good:#116329;--bad:#b3131f;--odd:#7a4b00;--link:#0b57a4;--ran:#dcf5e1;--unrun:#fde2e1;--mark:#fff0c2;--bar:#5d7ea6}
@media(prefers-color-scheme:dark){:root{--back:#12161b;--text:#e6eaee;--quiet:#a5afba;--line:#3a434d;--panel:#1a2027;--good:#5cd17c;--bad:#ff938f;--odd:#e8b45a;--link:#7cbcff;--ran:#12351e;--unrun:#4a1a1c;--mark:#42350f;--bar:#6d8fb8}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:70rem;padding:0 1rem 3rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex="0"]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:0}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem;background:var(--back);z-index:1}
header{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:baseline;border-bottom:1px solid var(--line)}
header p{font-weight:600;margin:.75rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.5rem 0}
nav a{display:inline-block;padding:.25rem 0}
.verdict{background:var(--panel);border-left:6px solid var(--line);border-radius:6px;padding:1rem 1.25rem;margin:1.5rem 0;color:var(--text)}
.verdict.good{border-color:var(--good);color:var(--text)}.verdict.bad{border-color:var(--bad);color:var(--text)}.verdict.odd{border-color:var(--odd);color:var(--text)}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem;width:fit-content}
h1::first-letter{text-transform:uppercase}
.good>h1{color:var(--good)}.bad>h1{color:var(--bad)}.odd>h1{color:var(--odd)}
.counts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.75rem 0 0}
h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.25rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
.good{color:var(--good)}.bad{color:var(--bad)}.odd{color:var(--odd)}.quiet{color:var(--quiet)}
article{border-left:4px solid var(--line);padding:0 0 0 1rem;margin:1.5rem 0}
article.bad{border-color:var(--bad);color:var(--text)}article.odd{border-color:var(--odd);color:var(--text)}
article h3{margin-top:0}
h3 .quiet:not(.sign){font-weight:400;margin-left:.35rem}
.again{margin:.5rem 0 0}
.sign{font-weight:600;white-space:nowrap}
.rank{font-weight:600}
code,pre{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.875rem;unicode-bidi:isolate}
pre{background:var(--panel);padding:.5rem .75rem;overflow-x:auto;margin:.5rem 0;line-height:1.45;border-radius:4px}
pre b{font-weight:400;color:var(--quiet);user-select:none}
pre.source span{display:inline-block;min-width:100%}
pre .found{background:var(--unrun)}pre .odd{background:var(--mark);color:var(--text)}pre .covered{background:var(--ran)}pre .uncovered{background:var(--unrun)}
pre .found b,pre .odd b,pre .covered b,pre .uncovered b{color:var(--text)}
pre .gap{color:var(--quiet)}
pre mark{background:none;color:inherit;font-weight:700;text-decoration:underline 2px;text-underline-offset:3px}
.found mark{text-decoration-color:var(--bad)}.odd mark{text-decoration-color:var(--odd)}
.place{font-weight:600}
ol.findings{padding-left:1.5rem}
ol.findings>li{margin:.75rem 0}
ol.rest>li{margin:.2rem 0}
ol.rest{padding-left:3.5rem}
.verdicts,.checks,.lanes,.counts{list-style:none;padding:0}
.verdicts{margin:.5rem 0}
.checks li{padding:.2rem 0}
.lanes{margin:1rem 0 0}
.lanes li{display:grid;grid-template-columns:minmax(9rem,17rem) minmax(0,1fr);gap:0 1rem;align-items:start;padding:.3rem 0}
.lanes .name{font-weight:600}
.lanes svg{width:100%;height:1rem;margin:.25rem 0;background:var(--panel);border-radius:3px}
.lanes .told{grid-column:2;color:var(--quiet);font-size:.875rem}
.bar{fill:var(--bar)}.bar.failed,.bar.bad{fill:var(--bad)}.bar.warning{fill:var(--odd)}.bar.skipped{fill:var(--quiet)}.bar.good{fill:var(--bar)}
.bar.critical{stroke:var(--text);stroke-width:2;vector-effect:non-scaling-stroke}
.axis{display:flex;justify-content:space-between;color:var(--quiet);font-size:.8125rem;margin:.25rem 0 1rem}
.lanes+.axis{margin-left:18rem}
figure{margin:1.5rem 0}
figcaption{font-weight:600;margin-bottom:.5rem}
.plot{display:flex;gap:.5rem}
.plot svg{flex:1;min-width:0;height:8rem;background:var(--panel);border-bottom:1px solid var(--quiet);overflow:visible}
.scale{display:flex;flex-direction:column;justify-content:space-between;margin:0;color:var(--quiet);font-size:.8125rem;text-align:right;min-width:3.5rem;line-height:1}
.line{fill:none;stroke:var(--link);stroke-width:2.5;vector-effect:non-scaling-stroke}
figure .axis{padding-left:4rem}
.spark{width:100px;height:20px;vertical-align:middle}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.9375rem}
th,td{text-align:left;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
tbody th{font-weight:600}
details{margin:.5rem 0}
figure details{font-size:.875rem}
summary{cursor:pointer;padding:.25rem 0}
input{font:inherit;padding:.25rem .5rem;border:1px solid var(--quiet);border-radius:4px;background:var(--back);color:var(--text);max-width:100%}
[hidden]{display:none!important}
@media(max-width:40rem){body{padding:0 .75rem 2rem}.lanes li{grid-template-columns:minmax(0,1fr)}.lanes .told{grid-column:1}.lanes+.axis{margin-left:0}.axis span:nth-child(even):not(:last-child){display:none}article{padding-left:.75rem}ol.findings{padding-left:1.25rem}figure .axis{padding-left:0}.scale{min-width:2.5rem}}
@media print{:root{--back:#fff;--text:#000;--quiet:#444;--line:#bbb;--panel:#f4f6f8;--good:#116329;--bad:#b3131f;--odd:#7a4b00;--link:#000;--ran:#dcf5e1;--unrun:#fde2e1;--mark:#fff0c2;--bar:#5d7ea6}body{max-width:none;padding:0;font-size:10pt}nav,.skip,.filter,figure details{display:none}pre{white-space:pre-wrap;overflow:visible}.wide{overflow:visible}th,td{white-space:normal}h2,h3,h4,figcaption{break-after:avoid}figure,.verdict,.lanes li,.finding,tr{break-inside:avoid}details::details-content{content-visibility:visible;display:block}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
