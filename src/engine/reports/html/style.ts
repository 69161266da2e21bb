/** The look of the report: light or dark as the reader's system is, one column on a phone, plain black on paper. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--text:#1c2128;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--warn:#9a6700;--examiner:#8250df;--candidate:#0969da}
@media screen and (prefers-color-scheme:dark){:root{--back:#0d1117;--text:#e6edf3;--soft:#9aa4af;--line:#30363d;--panel:#161b22;--warn:#d29922;--examiner:#a371f7;--candidate:#58a6ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1.2rem;background:var(--back);color:var(--text);font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
p{margin:.4rem 0}ul{margin:.3rem 0;padding-left:1.3rem}
.soft{color:var(--soft);font-size:.9rem}.doubtful{color:var(--soft);font-style:italic}.notice{font-weight:600;margin:.6rem 0}
.caveat{color:var(--warn)}
.overall{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.8rem 0;font-weight:600}
.bands{border-collapse:collapse;width:100%;overflow-wrap:normal}.bands th,.bands td{text-align:left;font-weight:400;padding:.35rem .8rem .35rem 0;vertical-align:middle}
.bands thead th{color:var(--soft);font-size:.85rem}.bands .band,.bands .range{white-space:nowrap}.bands .band{font-weight:700;font-size:1.15rem}.bands .plot{width:180px;padding-right:.3rem}
svg{display:block;overflow:visible}
.axis{stroke:var(--line);stroke-width:1}.span{stroke:var(--candidate);stroke-width:6;stroke-opacity:.35}.point{fill:var(--candidate)}.figure{fill:var(--soft);font-size:10px;text-anchor:middle}
blockquote{margin:.6rem 0;padding:.1rem .8rem;border-left:4px solid var(--candidate)}blockquote p{margin:.1rem 0}
.practise{list-style:none;padding:0}.practise li{background:var(--panel);border-left:4px solid var(--examiner);padding:.3rem .8rem;margin:.35rem 0}
a{color:inherit}a:focus-visible{outline:3px solid var(--candidate);outline-offset:2px}
.card{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;margin:.6rem 0}
.line{display:flex;gap:.8rem;padding:.3rem .4rem;border-radius:.3rem}.line:target{background:var(--panel);outline:2px solid var(--candidate)}
.line time{flex:none;width:3.2rem;text-align:right;color:var(--soft);font-size:.9rem;font-variant-numeric:tabular-nums}
.line b{font-size:.9rem}.examiner b{color:var(--examiner)}.candidate b{color:var(--candidate)}
@media(max-width:36rem){body{padding:.7rem}.bands .plot,.bands .raw{display:none}.line{gap:.5rem}.line time{width:2.6rem}}
@media print{:root{--back:#fff;--text:#000;--soft:#444;--line:#bbb;--panel:#fff}body{max-width:none;padding:0;font-size:11pt}h2,h3{break-after:avoid}blockquote,.practise li,.line,tr{break-inside:avoid}a{text-decoration:none}}
`;
