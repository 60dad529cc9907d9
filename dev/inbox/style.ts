/** The stylesheet of the local inbox. */

/** Light and dark, one column, from 320 px up. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f6, #16181b);
  --card: light-dark(#ffffff, #1e2125);
  --ink: light-dark(#22262b, #e8e6e1);
  --soft: light-dark(#5c636b, #a3a9b1);
  --line: light-dark(#e2dfd8, #33383e);
  --accent: light-dark(#17605c, #7cc9c1);
  font: 16px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); }
main { max-width: 60rem; min-height: 100dvh; margin: auto; padding: 1.5rem 1rem; display: flex; flex-direction: column; gap: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
h1 { font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere; }
.bar { display: grid; gap: .5rem; }
.bar p, time, dt { color: var(--soft); font-size: .875rem; }
.list { list-style: none; padding: 0; border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: hidden; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 1rem; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.list a:hover strong { text-decoration: underline; }
.list a:focus-visible { outline-offset: -3px; border-radius: 12px; }
.list span { grid-row: 2; color: var(--soft); }
.list time { grid-column: 2; grid-row: 1; }
.empty { margin: auto; padding: 3rem 1rem; text-align: center; display: grid; gap: .5rem; color: var(--soft); }
.empty h1, .empty h2 { color: var(--ink); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; overflow-wrap: anywhere; }
nav { display: flex; gap: .25rem; flex-wrap: wrap; }
nav a { padding: .5rem .75rem; border-radius: 8px; text-decoration: none; }
nav a[aria-current] { background: var(--card); border: 1px solid var(--line); color: var(--ink); }
iframe { flex: 1; width: 100%; min-height: 70dvh; border: 1px solid var(--line); border-radius: 12px; background: #fff; color-scheme: light; }
pre { padding: 1rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 30rem) { .list a { grid-template-columns: 1fr; } .list time { grid-column: 1; grid-row: 3; } }
`;
