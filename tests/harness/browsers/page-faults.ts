// What can be wrong with a drawn screen, measured where the browser put things. Each function runs in the page by itself, so
// none may use what stands outside it.

/** Targets that a finger misses: smaller than 48 pixels, or nearer than 8 to the next one. */
export function findTargetFaults(): string[] {
  const smallest = 48;
  const apart = 8;
  const faults: string[] = [];
  const layer = (target: Element): Element | null => target.closest('header, nav, [role=status], main');
  const targets = [
    ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary'),
  ].filter((target) => target.checkVisibility());
  const area = (target: HTMLElement): DOMRect => (target.closest('label') ?? target).getBoundingClientRect();
  const nameOf = (target: HTMLElement): string =>
    (target.getAttribute('aria-label') || target.textContent || target.outerHTML).trim().slice(0, 40);
  targets.forEach((target, i) => {
    const one = area(target);
    if (one.width < smallest - 0.5 || one.height < smallest - 0.5) {
      faults.push(`${nameOf(target)} is ${Math.round(one.width)} by ${Math.round(one.height)}`);
    }
    for (const next of targets.slice(i + 1)) {
      if (layer(next) !== layer(target) || target.contains(next) || next.contains(target)) continue;
      if (target.closest('label') !== null && target.closest('label') === next.closest('label')) continue;
      const two = area(next);
      const across = Math.max(one.left - two.right, two.left - one.right);
      const along = Math.max(one.top - two.bottom, two.top - one.bottom);
      const gap = Math.max(across, along);
      if (gap < apart - 0.5) faults.push(`${nameOf(target)} and ${nameOf(next)} are ${Math.round(gap)} apart`);
    }
  });
  return faults;
}

/** Text that is cut off, leaves the screen or its own box, or lies on another text. */
export function findTextFaults(): string[] {
  const faults: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines: {
    readonly text: string;
    readonly owner: Element;
    readonly box: DOMRect;
    readonly layer: Element | null;
  }[] = [];
  const isHidden = (element: Element): boolean => {
    if (!element.checkVisibility()) return true;
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clipPath, visibility, opacity } = getComputedStyle(at);
      if (clipPath === 'inset(50%)' || visibility === 'hidden' || opacity === '0') return true;
    }
    return false;
  };
  const scrollerOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      if (/^(auto|scroll)$/.test(getComputedStyle(at).overflowY)) return at;
    }
    return null;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (!owner || text === '' || owner.closest('svg, script, style, noscript') || isHidden(owner)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const scroller = scrollerOf(owner)?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      // What is scrolled out of its box lies on nothing.
      if (box.width < 1 || (scroller && (box.bottom > scroller.bottom + 1 || box.top < scroller.top - 1))) continue;
      lines.push({ text: text.slice(0, 30), owner, box, layer: owner.closest('header, nav, main') });
    }
  }
  for (const { text, owner, box } of lines) {
    if (box.left < -1 || box.right > clientWidth + 1) faults.push(`"${text}" leaves the screen`);
    for (let at: Element | null = owner; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(at);
      if (display === 'inline' || display === 'contents') continue;
      const frame = at.getBoundingClientRect();
      const isFramed = at.matches('button, a, input, article, section, label') || overflowX !== 'visible';
      if (isFramed && (box.left < frame.left - 1.5 || box.right > frame.right + 1.5)) {
        faults.push(`"${text}" is wider than its ${at.tagName} ${at.className}`);
      }
      // A line's own box is higher than its letters: half of what Naskh leaves above and below is air.
      const air = box.height / 4;
      const isCutting = overflowY === 'hidden' || overflowY === 'clip';
      if ((isCutting || at.matches('button, a')) && (box.top + air < frame.top || box.bottom - air > frame.bottom)) {
        faults.push(`"${text}" is higher than its ${at.tagName} ${at.className}`);
      }
    }
  }
  lines.forEach((one, i) => {
    for (const two of lines.slice(i + 1)) {
      if (one.owner === two.owner || one.layer !== two.layer) continue;
      const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const high = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (wide > 2 && high > Math.min(one.box.height, two.box.height) / 2) {
        faults.push(`"${one.text}" lies on "${two.text}"`);
      }
    }
  });
  return [...new Set(faults)];
}

/** Codes, numbers, telephones and Latin names that run the wrong way, and icons that point back: in a right-to-left page most of all. */
export function findDirectionFaults(): string[] {
  const faults: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const leftToRight = /\+?\d+(?:[-:.]\d+)+|[A-Za-z]+-\d+|\d{2,}|[A-Za-z]{2,}(?: [A-Za-z]+)+/g;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!owner || owner.closest('script, style, noscript') || !owner.checkVisibility()) continue;
    for (const found of (node.textContent ?? '').matchAll(leftToRight)) {
      const boxes = [...found[0]].map((_, i) => {
        const range = document.createRange();
        range.setStart(node, found.index + i);
        range.setEnd(node, found.index + i + 1);
        return range.getBoundingClientRect();
      });
      const isTurned = boxes.some((box, i) => {
        const before = boxes[i - 1];
        return before && box.width > 0 && Math.abs(box.top - before.top) < 2 && box.left < before.left;
      });
      if (isTurned) faults.push(`"${found[0]}" runs from right to left`);
    }
    for (let at: Element | null = owner; at; at = at.parentElement) {
      if (/matrix\(-/.test(getComputedStyle(at).transform)) faults.push(`"${node.textContent}" is mirrored`);
    }
  }
  const isRightToLeft = document.documentElement.dir === 'rtl';
  for (const icon of document.querySelectorAll('svg[data-points]')) {
    if (/^matrix\(-1,/.test(getComputedStyle(icon).transform) !== isRightToLeft)
      faults.push('an icon points the wrong way');
  }
  const forward = document.querySelector('main button svg[data-points="forward"]:last-child');
  const label = forward?.closest('button')?.querySelector('b, span');
  const isBehind = forward && label && forward.getBoundingClientRect().left > label.getBoundingClientRect().left;
  if (forward && label && isBehind === isRightToLeft) {
    faults.push('the way on lies at the beginning of its line');
  }
  return faults;
}

/** What the frame of every screen has: one heading, which has the focus after a step, and nothing that only a mouse reaches. */
export function findFrameFaults(): string[] {
  const faults: string[] = [];
  const headings = document.querySelectorAll('h1');
  if (headings.length !== 1) faults.push(`${headings.length} first headings`);
  for (const target of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')) {
    const isOff = (target as HTMLButtonElement).disabled === true;
    if (!isOff && target.tabIndex !== 0) faults.push(`${target.outerHTML.slice(0, 60)} is out of the order of keys`);
  }
  for (const clickable of document.querySelectorAll('[onclick], [role=button]:not(button)')) {
    faults.push(`${clickable.outerHTML.slice(0, 60)} is no button`);
  }
  return faults;
}
