"""How reports on plans look, beyond what they share with result pages.

Knows the marks of the charts and the classes of lists of names. Must not know any figure.
"""

# Marks of the charts, beyond those of `hustings.report.css.DRAWINGS`.
MARKS = """\
.bars { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
.bars .v { font-size: 13px; }
.bars .tick { fill: var(--soft); font-size: 12px; }
.plan { fill: var(--bar); stroke: var(--bar); stroke-width: 2; }
.other { fill: var(--paper); stroke: var(--edge); stroke-width: 2; }
.share { fill: var(--rest); stroke: none; }
.whisker { stroke: var(--edge); stroke-width: 2; }
.halo { stroke: var(--paper); stroke-width: 4; }
.path { stroke: var(--bar); stroke-width: 2; }
.faint { stroke: var(--edge); stroke-width: 1; stroke-dasharray: 4 3; }
.grid { stroke: var(--line); stroke-width: 1; }
.zero { stroke: var(--ink); stroke-width: 2; }
.ground { fill: var(--paper); }
"""

PAGE = """\
.lead { font-size: 1.3125rem; line-height: 1.35; font-weight: 700; text-wrap: pretty; }
.points { max-width: 46rem; margin: 0 0 1rem; padding-left: 1.25rem; }
.points li { margin-bottom: .4rem; overflow-wrap: break-word; }
.cards { display: grid; gap: 0 2.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); margin-bottom: 1rem; }
.card { border-top: 1px solid var(--line); padding: .75rem 0 1rem; break-inside: avoid; }
.card h3 + p { margin: 0 0 .5rem; }
.names { margin: 0 0 .75rem; padding: 0; list-style: none; counter-reset: name; }
.names li { position: relative; padding: .1rem 0 .1rem 2rem; counter-increment: name;
  overflow-wrap: anywhere; }
.names li::before { content: counter(name); position: absolute; left: 0; font-weight: 700;
  color: var(--accent); }
.names li:first-child { font-size: 1.25rem; font-weight: 700; line-height: 1.3; }
figure.drawn { max-width: 44rem; margin: 0 0 1.5rem; }
.scroll { margin-bottom: 1.25rem; max-width: max-content; }
td { white-space: nowrap; }
.w { text-align: left; }
td.w { white-space: normal; min-width: 8rem; }
.total > * { font-weight: 700; }
thead th { font-weight: 700; }

@media print {
  .cards { grid-template-columns: 1fr 1fr 1fr; gap: 0 6mm; }
  .lead { font-size: 13pt; }
  .names li:first-child { font-size: 11pt; }
  .card p { font-size: 8.5pt; }
  .scroll caption { position: static; }
  .scroll { break-inside: avoid; }
  .bars circle { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
