// The rows of docs/THREATS.md: who attacks, what they do, and the names of the defences that hold it.

/**
 * @param {string} page the text of docs/THREATS.md
 * @returns {{ who: string, what: string, defences: string[] }[]} a row each, in the page's order
 */
export function threatsOf(page) {
  const threats = [];
  let who = '';
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) who = line.slice(3);
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1) : [];
    const [what = '', , defences = ''] = cells.map((cell) => cell.trim());
    if (cells.length !== 3 || /^-+$/.test(what) || defences === 'Defences') continue;
    threats.push({ who, what, defences: [...defences.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) });
  }
  return threats;
}
