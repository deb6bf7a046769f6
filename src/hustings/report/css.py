"""How result pages look: one style sheet, for screens wide and narrow, light and dark, and A4.

Knows the page's elements and classes. Must not know any figure.
"""

COLOURS = """\
:root {
  --paper: #fff; --ink: #15191e; --soft: #4d5761; --line: #c8ced5; --wash: #f2f5f6;
  --accent: #0a5960; --bar: #0a5960; --rest: #d9e2e6; --edge: #44535e;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #12161a; --ink: #eef1f3; --soft: #aeb8c1; --line: #3a444d; --wash: #1b2127;
    --accent: #86d3d6; --bar: #64b9bd; --rest: #2b363e; --edge: #a3b2bd;
  }
}
"""

# What drawings are made of; with the colours enough for one in a file of its own.
DRAWINGS = """\
.bars { display: block; overflow: visible; }
.bars text { fill: var(--ink); font-size: 14px; paint-order: stroke; stroke: var(--paper);
  stroke-width: 3px; stroke-linejoin: round; }
.bars .now { font-weight: 700; }
.bars .s { fill: var(--soft); font-size: 13px; }
.bars .now .s { fill: var(--accent); }
.bars .v { text-anchor: end; }
.bars .m { text-anchor: end; font-size: 12px; fill: var(--soft); }
.bars .ql { font-size: 13px; }
.e { fill: var(--bar); stroke: var(--bar); }
.c { fill: var(--rest); stroke: var(--edge); }
.g { fill: url(#gain); stroke: var(--edge); }
.l { fill: none; stroke: var(--edge); stroke-dasharray: 3 3; }
.n { fill: none; stroke: var(--edge); stroke-width: 2; stroke-dasharray: 1 2; }
.q { stroke: var(--ink); stroke-width: 2; }
.gain-0 { fill: var(--paper); }
.gain-1 { fill: var(--edge); }
"""

CSS = (
    COLOURS
    + """\
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
header, nav, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible, pre:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px;
}
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 0; top: 0; z-index: 9; padding: .75rem 1.25rem; background: var(--paper); }
.patterns { position: absolute; }

body { border-top: .75rem solid var(--ink); }
header { padding-top: 2rem; }
.kicker { margin: 0; color: var(--soft); font-weight: 700; }
h1 {
  margin: .25rem 0 1.5rem; font-size: clamp(2rem, 1.2rem + 4vw, 3.5rem); line-height: 1.05;
  letter-spacing: -.02em; text-wrap: balance; overflow-wrap: anywhere;
}
h2 {
  margin: 0 0 1rem; padding-top: .75rem; border-top: 3px solid var(--ink);
  font-size: 1.625rem; line-height: 1.2; letter-spacing: -.01em;
}
h3 { margin: 0; font-size: 1.1875rem; line-height: 1.3; overflow-wrap: anywhere; }
main > section { margin-top: 3.5rem; }
p { max-width: 44rem; margin: 0 0 .75rem; overflow-wrap: break-word; }

.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); margin: 0;
  gap: 0 1.25rem; }
.facts div { border-top: 1px solid var(--line); padding: .5rem 0 .75rem; }
.facts dt { color: var(--soft); font-size: .9375rem; }
.facts dd { margin: 0; font-size: 1.5rem; font-weight: 700; line-height: 1.25;
  overflow-wrap: anywhere; }
.notes { margin: .25rem 0 0; color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.5rem 0 0; padding: .75rem 0;
  border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); list-style: none; }
nav a { display: inline-block; padding: .2rem 0; }

.winners { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
  gap: 0 2.5rem; margin: 0; padding: 0; list-style: none; counter-reset: place; }
.winners li { position: relative; padding: .75rem 0 .25rem 3.25rem; counter-increment: place;
  border-bottom: 1px solid var(--line); break-inside: avoid; }
.winners li::before { content: counter(place); position: absolute; left: 0; width: 2.5rem;
  font-size: 2rem; font-weight: 700; line-height: 1.15; color: var(--accent); }
.winners p { margin: 0 0 .5rem; }
.winners p:first-child { margin: 0; font-size: 1.375rem; line-height: 1.25;
  overflow-wrap: anywhere; }
.slate { color: var(--soft); font-size: .875rem; font-weight: 400; }
.winners .slate { display: inline-block; }
.cite { color: var(--soft); font-size: .875rem; }

.scroll { overflow-x: auto; border-bottom: 1px solid var(--line); }
.paper { display: none; }
table { border-collapse: separate; border-spacing: 0; font-size: .9375rem; line-height: 1.3; }
caption { text-align: left; color: var(--soft); padding-bottom: .75rem; }
.scroll caption { position: sticky; left: 0; max-width: min(44rem, calc(100vw - 2.5rem)); }
th, td { padding: .4rem .75rem; border-top: 1px solid var(--line); text-align: right;
  vertical-align: bottom; font-weight: 400; }
thead th { vertical-align: top; border-top: 0; border-bottom: 2px solid var(--ink);
  min-width: 6.5rem; max-width: 11rem; overflow-wrap: break-word; }
thead th a { display: block; font-weight: 700; }
thead th span { display: block; font-size: .875rem; }
th:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); text-align: left;
  min-width: 9.5rem; max-width: 15rem; border-right: 1px solid var(--line); padding-left: 0;
  overflow-wrap: break-word; }
tbody th span { display: block; }
.state { color: var(--soft); font-size: .8125rem; }
.in th { font-weight: 700; }
.in .state { color: var(--accent); }
td i { display: block; font-style: normal; font-size: .8125rem; color: var(--soft); }
td b { display: block; font-size: .8125rem; }
tbody + tbody tr:first-child > * { border-top: 2px solid var(--ink); }
.part th { padding-left: .75rem; }
.part > * { color: var(--soft); }
.total > * { font-weight: 700; }

.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1rem; padding: 0;
  list-style: none; font-size: .9375rem; }
.key svg { vertical-align: -.1em; margin-right: .25rem; }
.stage { border-top: 1px solid var(--line); padding: 1rem 0 .75rem; scroll-margin-top: .5rem; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem;
  margin-bottom: .25rem; }
.head h3 span { color: var(--soft); font-weight: 400; margin-right: .35em; }
.step { margin: 0; font-size: .9375rem; }
.step a { display: inline-block; padding: .15rem 0; margin-right: 1rem; }
.keep { color: var(--soft); font-size: .9375rem; }
summary { display: inline-block; padding: .2rem 0; color: var(--accent); cursor: pointer; }
summary::before { content: "+ "; font-weight: 700; }
details[open] > summary::before { content: "\\2212\\20 "; }
summary::-webkit-details-marker { display: none; }
.stage:target > details::details-content { display: block; content-visibility: visible; }
.stage:target > details:not([open]) > summary::before { content: ""; }
.stage:target h3 { text-decoration: underline 3px var(--accent); text-underline-offset: .25em; }
figure { margin: .5rem 0 0; padding-left: 1px; max-width: 60rem; overflow: hidden; }

"""
    + DRAWINGS
    + """
.clauses th, .clauses td { text-align: left; vertical-align: top; }
.clauses th:first-child { min-width: 5rem; max-width: 9rem; font-weight: 700; position: static; }
.digests { margin: 0 0 1rem; }
.digests dt { font-weight: 700; }
.digests dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
code { font: .9375em/1.45 ui-monospace, "Liberation Mono", Menlo, Consolas, monospace; }
pre { margin: 0 0 1rem; padding: .75rem 1rem; overflow-x: auto; background: var(--wash);
  border-left: 4px solid var(--accent); }
footer { margin-top: 4rem; padding-top: 1rem; padding-bottom: 2rem; }
footer p { border-top: 1px solid var(--line); padding-top: 1rem; max-width: none;
  color: var(--soft); font-size: .9375rem; }

@media (max-width: 32rem) {
  body { font-size: 1rem; }
  header, nav, main, footer { padding-left: 1rem; padding-right: 1rem; }
  main > section { margin-top: 2.5rem; }
  .crowded .m { display: none; }
  th:first-child { min-width: 7rem; max-width: 8.5rem; }
  th, td { padding-left: .5rem; padding-right: .5rem; }
}

@media print {
  @page { size: A4; margin: 14mm 13mm; }
  html { color-scheme: light; }
  body { font-size: 9.5pt; line-height: 1.35; }
  header, nav, main, footer { max-width: none; padding: 0; }
  body { border-top-width: 3mm; }
  header { padding-top: 5mm; }
  nav, .skip, .step, .screen, details:not([open]) { display: none; }
  .paper { display: block; margin-bottom: 6mm; }
  .scroll { overflow: visible; border: 0; }
  h1 { font-size: 24pt; margin-bottom: 4mm; }
  h2 { font-size: 14pt; border-top-width: 1.5pt; break-after: avoid; }
  h3 { font-size: 11pt; break-after: avoid; }
  main > section { margin-top: 8mm; }
  .facts { grid-template-columns: repeat(6, auto); }
  .facts dd { font-size: 12pt; }
  .facts dt, .notes, .keep, .key, footer p { font-size: 8.5pt; }
  .winners { grid-template-columns: 1fr 1fr; gap: 0 8mm; }
  .winners li { padding-left: 10mm; }
  .winners li::before { font-size: 16pt; }
  .winners p:first-child { font-size: 11.5pt; }
  table { font-size: 7.5pt; }
  thead { display: table-header-group; }
  tr, figure, .told, .key { break-inside: avoid; }
  summary { break-after: avoid; color: var(--soft); font-size: 8.5pt; }
  details > summary::before { display: none; }
  th, td { padding: 1mm 1.5mm; }
  thead th { min-width: 0; }
  thead th a { color: inherit; text-decoration: none; }
  thead th span, td i, td b, .state, .slate, .cite { font-size: 7pt; }
  th:first-child { position: static; min-width: 0; max-width: 40mm; }
  .clauses, pre, code { font-size: 8.5pt; }
  .stage { padding: 3mm 0; }
  .stage:target > details:not([open]) > summary::before { content: ""; }
.stage:target h3 { text-decoration: none; }
  figure { zoom: .8; }
  figure.tall { zoom: .6; }
  .bars rect, .bars line { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  footer { margin-top: 8mm; padding: 0; }
}
"""
)
