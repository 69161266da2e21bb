/** The look of the report: light or dark as the reader's system is, one column on a phone. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--text:#1c2128;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--good:#1a7f37;--bad:#cf222e;--warn:#9a6700;--examiner:#8250df;--candidate:#0969da;--listening:#b6d8fb;--endpointing:#e0a93f;--recognition:#d1570c;--model:#0a7d83;--own:#bf3989;--voice:#8a63d2;--sound:#6e7781}
@media screen and (prefers-color-scheme:dark){:root{--back:#0d1117;--text:#e6edf3;--soft:#9aa4af;--line:#30363d;--panel:#161b22;--good:#3fb950;--bad:#ff7b72;--warn:#d29922;--examiner:#a371f7;--candidate:#58a6ff;--listening:#1c3a5e;--endpointing:#c08a1e;--recognition:#f0883e;--model:#39c5cf;--own:#db61a2;--voice:#bc8cff;--sound:#8b949e}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.2rem 0}h3{font-size:1rem;margin:1.2rem 0 .4rem}
.note,.legend,small{color:var(--soft);font-size:.85rem}.note{margin:.1rem 0}
.totals{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;margin:.5rem 0 1rem;align-items:center}
.totals label{margin-left:auto}.none{color:var(--soft)}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;background:var(--back);content-visibility:auto;contain-intrinsic-size:auto 3rem}
summary{padding:.6rem .8rem;cursor:pointer;display:flex;flex-wrap:wrap;gap:.1rem .7rem;align-items:baseline;border-radius:.5rem}
summary:hover{background:var(--panel)}details[open]>summary{border-bottom:1px solid var(--line);border-radius:.5rem .5rem 0 0}
summary::before{content:"▸" / "";width:.8em;color:var(--soft)}details[open]>summary::before{content:"▾" / ""}
summary .facts{color:var(--soft);font-size:.85rem;margin-left:auto}
.body{padding:.2rem .8rem 1rem}
.status{font-weight:600}.passed .status,.good{color:var(--good)}.failed .status,.bad{color:var(--bad)}.broken .status,.warn{color:var(--warn)}
body:has(#problems:checked) details.passed{display:none}
:focus-visible{outline:3px solid var(--candidate);outline-offset:2px}
.failures{border-left:4px solid var(--bad);background:var(--panel);padding:.5rem .8rem;margin:.8rem 0;list-style:none}
.failures li+li{margin-top:.5rem}.failures p{margin:.2rem 0}.failures .message{white-space:pre-line}.broken .failures{border-color:var(--warn)}
.lanes{display:flex;gap:.5rem}.names{flex:none;width:4.8rem;font-size:.8rem;color:var(--soft);padding-top:calc(1.2rem + 6px)}.names span{display:block;height:28px;line-height:22px}
.scroll{overflow-x:auto;flex:1;min-width:0;padding-bottom:.3rem}.track{position:relative}
.parts,.ticks{position:relative;height:1.2rem;font-size:.75rem;color:var(--soft)}
.parts span,.ticks span{position:absolute;white-space:nowrap}.ticks span{transform:translateX(-50%)}.ticks span:first-child{transform:none}
.parts span{padding-left:.25rem;border-left:1px solid var(--line)}.parts .late{transform:translateX(-100%);padding:0 .25rem 0 0;border:0;border-right:1px solid var(--line)}
svg{display:block;overflow:visible}.seek{width:100%;margin:.1rem 0;display:block;accent-color:var(--candidate)}
rect.examiner{fill:var(--examiner)}rect.candidate{fill:var(--candidate)}rect.listening{fill:var(--listening)}rect.endpointing{fill:var(--endpointing)}rect.recognition{fill:var(--recognition)}rect.model{fill:var(--model)}rect.own{fill:var(--own)}rect.voice{fill:var(--voice)}rect.sound{fill:var(--sound)}
line.boundary,line.grid{stroke:var(--line)}line.mark{stroke:var(--bad);stroke-width:2;stroke-dasharray:3 2}line.head{stroke:var(--text);stroke-width:2}
.legend span{white-space:nowrap;margin-right:.9em}.legend i{display:inline-block;width:.8em;height:.8em;margin:0 .35em 0 0;border-radius:2px}
i.examiner{background:var(--examiner)}i.candidate{background:var(--candidate)}i.listening{background:var(--listening)}i.endpointing{background:var(--endpointing)}i.recognition{background:var(--recognition)}i.model{background:var(--model)}i.own{background:var(--own)}i.voice{background:var(--voice)}i.sound{background:var(--sound)}i.mark,i.rejoin{width:0;height:1em;border-radius:0;border-left:2px solid var(--warn);vertical-align:-.1em}i.mark{border-left:2px dashed var(--bad)}i.false-start{border:2px solid var(--bad);background:none}
line.rejoin{stroke:var(--warn);stroke-width:2}rect.false-start{fill:var(--examiner);fill-opacity:.35;stroke:var(--bad);stroke-width:1.5}
rect.unheard{fill:var(--candidate);fill-opacity:.35;stroke:var(--bad);stroke-width:1.5;stroke-dasharray:3 2}i.unheard{border:2px dashed var(--bad);background:none}.cut{color:var(--bad)}
.grid2{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
.grid2>*{min-width:0}.chart{display:flex;gap:.5rem;padding-top:.5rem}.chart svg{flex:1;min-width:0}.scale{display:flex;flex-direction:column;justify-content:space-between;font-size:.75rem;color:var(--soft);text-align:right;height:140px;flex:none}.scale span{height:0;line-height:0}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.15rem .6rem .15rem 0;font-weight:400;vertical-align:middle;overflow-wrap:normal}thead th{color:var(--soft);font-size:.8rem}
.plot{width:40%;padding-right:1.2rem}.expected{fill:var(--good);opacity:.25}.interval{fill:var(--soft)}.band{fill:var(--candidate)}
.transcript{list-style:none;padding:0;margin:0}.transcript li{display:flex;gap:.6rem;padding:.35rem .3rem;border-left:4px solid transparent}
.transcript li.now{background:var(--panel);border-color:var(--candidate)}
.transcript .moment .note{margin:.3rem 0}.moment i{display:inline-block;margin-right:.5em}a{color:inherit}
.transcript b{font-size:.85rem}.examiner b{color:var(--examiner)}.candidate b{color:var(--candidate)}
.at{flex:none;font:inherit;font-size:.85rem;min-width:3.2rem;min-height:1.8rem;align-self:start;background:var(--panel);color:var(--text);border:1px solid var(--line);border-radius:.3rem;cursor:pointer}
.diff{margin:.2rem 0}del{color:var(--bad)}ins{color:var(--good);text-decoration:underline}
audio[hidden]{display:none}audio{display:block;width:100%;max-width:26rem;margin-top:.3rem;height:2.4rem}
@media(max-width:44rem){body{padding:.6rem}.grid2{grid-template-columns:1fr}summary .facts{margin-left:0;width:100%}.totals label{margin-left:0;width:100%}.names{width:auto;font-size:.7rem}.plot{width:30%}th,td{padding-right:.4rem}}
`;
