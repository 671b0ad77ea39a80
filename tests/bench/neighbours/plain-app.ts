// The app that a plain site would have: one page, one script, a file of JSON a seat, nothing checked. For comparison only.
import { h, render } from 'preact';

interface PlainSeat {
  readonly seat: string;
  readonly candidates: readonly {
    readonly serial: string;
    readonly en: string;
    readonly ur: string;
    readonly symbol: string;
  }[];
}

async function show(): Promise<void> {
  const code = location.hash.slice(1);
  const response = await fetch(`seats/${code}.json`);
  const { seat, candidates } = (await response.json()) as PlainSeat;
  const rows = candidates.map(({ serial, en, ur, symbol }) =>
    h(
      'li',
      { key: serial },
      h('b', null, serial),
      ' ',
      en,
      ' ',
      h('span', { lang: 'ur', dir: 'rtl' }, ur),
      ' ',
      h('i', null, symbol),
    ),
  );
  render(h('main', null, h('h1', null, seat), h('ol', { id: 'answer' }, rows)), document.body);
}

void show();
if ('serviceWorker' in navigator) {
  // As usually built: what a new worker brought is shown by loading the page again.
  const isUpdate = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => isUpdate && location.reload());
  void navigator.serviceWorker.register('sw.js');
}
