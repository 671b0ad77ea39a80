// Opens the page in the reader's own language, where it is one of the guide's.

/** The first of the browser's languages that the page has; without one the guide's first stays. */
export function chooseLanguage(): void {
  const choices = [...document.querySelectorAll<HTMLInputElement>('input[name=language]')];
  for (const wanted of navigator.languages ?? [navigator.language]) {
    const short = wanted.toLowerCase();
    const found = choices.find(({ value }) => short === value || short.startsWith(`${value}-`));
    if (!found) continue;
    found.checked = true;
    return;
  }
}
