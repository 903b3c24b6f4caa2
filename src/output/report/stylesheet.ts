/** How the report looks, on light and on dark screens and on paper. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: #f5f7fa; --card: #ffffff; --ink: #1f2933; --faint: #616e7c; --line: #e4e7eb; --accent: #0072b2;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14191f; --card: #1d242c; --ink: #e4e7eb; --faint: #9aa5b1; --line: #323f4b; --accent: #56b4e9; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { margin: 0; font-size: 28px; overflow-wrap: anywhere; }
h2 { margin: 0 0 12px; font-size: 17px; }
code, pre { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
.faint { color: var(--faint); overflow-wrap: anywhere; }
section, .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
section { margin-top: 20px; padding: 20px; overflow-x: auto; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(235px, 1fr)); gap: 12px; margin-top: 20px; }
.tile { padding: 14px 16px; }
.tile b, .sum b { display: block; font-size: 24px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile span, .sum span { color: var(--faint); font-size: 13px; }
.sum { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: baseline; }
.sum i { color: var(--faint); font-size: 22px; font-style: normal; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { color: var(--faint); font-size: 13px; font-weight: 500; }
th, td { padding: 5px 18px 5px 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th.word, td.word { text-align: left; }
tr:last-child td { border-bottom: 0; }
figure { margin: 0; padding: 8px; background: #ffffff; border-radius: 6px; overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
summary { cursor: pointer; font-weight: 600; }
pre { overflow-x: auto; margin: 12px 0 0; }
@media print { body { background: none; } section, .tile { break-inside: avoid; } }
`;
