/** The look of the pages for people, light and dark; its hash is all that their policy allows. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dce2, #383d45); --soft: light-dark(#5a6270, #a2abb8); --accent: light-dark(#0b57b0, #8ab8ff); --alert: light-dark(#a11212, #ff9c94); }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1.25rem; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f5f6f8, #16191d); color: light-dark(#1b1f24, #e6e9ed); }
main { margin: 0 auto; max-width: 30rem; padding: 1.5rem; background: light-dark(#fff, #20242a); border: 1px solid var(--line); border-radius: 10px; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; }
bdi { color: var(--accent); }
dl { margin: 0 0 1rem; }
dt { margin-top: 0.6rem; font-size: 0.9rem; color: var(--soft); }
dd { margin: 0; }
p { margin: 0.6rem 0; }
.note { color: var(--soft); font-size: 0.92rem; }
.warning { padding: 0.6rem 0.8rem; border: 1px solid var(--alert); border-radius: 6px; }
[role="alert"] { color: var(--alert); }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
input { width: 100%; padding: 0.55rem 0.7rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: 6px; }
.actions { display: flex; gap: 0.75rem; margin-top: 1rem; }
button { padding: 0.55rem 1.2rem; font: inherit; font-weight: 600; color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: 6px; cursor: pointer; }
button:first-child { color: light-dark(#fff, #16191d); background: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
