/** The look of the reference page, light and dark; its hash is all that the page's policy allows. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dce2, #383d45); --soft: light-dark(#5a6270, #a2abb8); --panel: light-dark(#f5f6f8, #20242a); --accent: light-dark(#0b57b0, #8ab8ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 5rem; font: 16px/1.55 system-ui, sans-serif; background: light-dark(#fff, #16191d); color: light-dark(#1b1f24, #e6e9ed); }
h1 { margin: 0; font-size: 1.9rem; }
h2 { margin: 3rem 0 0.75rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); font-size: 1.35rem; }
h3 { margin: 2.25rem 0 0.25rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h4 { margin: 1.1rem 0 0.35rem; font-size: 0.9rem; color: var(--soft); }
p { margin: 0.4rem 0; }
a { color: var(--accent); }
code, pre { font: 0.87em/1.5 ui-monospace, monospace; }
pre { margin: 0.3rem 0 0.8rem; padding: 0.7rem 0.9rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; user-select: all; }
nav ul { columns: 20rem; padding-left: 1.1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; }
th, td { padding: 0.35rem 0.6rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); }
td { overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
td:nth-child(2) { max-width: 20rem; }
@media (max-width: 40rem) {
table, tbody, tr, td { display: block; }
thead { display: none; }
tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
td, td:nth-child(2) { max-width: none; padding: 0.1rem 0; border: 0; white-space: normal; }
td:first-child { font-weight: 600; }
}
summary { cursor: pointer; margin: 0.6rem 0; }
.method { display: inline-block; min-width: 3.2em; font-weight: 700; color: var(--accent); }
.note { color: var(--soft); font-size: 0.92rem; }
`;
