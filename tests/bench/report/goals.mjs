// The figures that were wanted before the first line was written, and which row of which bench answers each. `limit` is
// written by a person: how far the limit is, why, and what would close it. A missed goal without one fails a test.
// Sizes are brotli 11 where nothing else is said; "CPU/4" and "CPU/6" are Chromium's throttle.

/** @type {readonly { what: string, bench: string, figure: string, goal: string, limit: string }[]} */
export const goals = [
  {
    what: "seat's page, first answer, 280 kbit/s, 800 ms, CPU/4",
    bench: 'first-answer',
    figure: 'seat page, first answer, 280 kbit/s, 800 ms, CPU/4',
    goal: '2.9 s',
    limit:
      'Three round trips (TCP, TLS, the page) are 2.4 s before the first byte, and the page and its certificate take the rest; a page in one language would save a tenth of a second.',
  },
  {
    what: 'app, first verified answer, 280 kbit/s, 800 ms, CPU/4',
    bench: 'first-answer',
    figure: 'app, first answer, 280 kbit/s, 800 ms, CPU/4',
    goal: '4.5 s',
    limit:
      'Four round trips are 3.2 s, and the bytes of code and signed data another 2.4 s at 280 kbit/s: the goal asks for 22 kB of code where reading, trust and the card take three times that. The seat page answers in the meantime; a smaller first answer means fewer things on the first card.',
  },
  {
    what: "seat's page, first answer, 50 kbit/s, 500 ms, CPU/4",
    bench: 'first-answer',
    figure: 'seat page, first answer, 50 kbit/s, 500 ms, CPU/4',
    goal: '3.5 s',
    limit:
      "Three round trips are 1.5 s, and each kB takes 0.16 s, the certificate's among them. What is left is the page itself: one language instead of two, or no parties.",
  },
  {
    what: 'app, first verified answer, 50 kbit/s, 500 ms, CPU/4',
    bench: 'first-answer',
    figure: 'app, first answer, 50 kbit/s, 500 ms, CPU/4',
    goal: '8 s',
    limit:
      'Bytes alone: at 0.16 s a kB, code and signed data of a first answer take most of it. Only fewer bytes help, and the goal was set for 22 kB of code. The seat page is the answer on such a link.',
  },
  {
    what: "signed data for one seat's first answer, example guide",
    bench: 'sizes',
    figure: 'first/REGION.zip, example guide, as it lies',
    goal: '16 kB',
    limit:
      'Names inside these zips hold a hash each, 2 kB of it: shorter ones would bring it below the goal, and be one more form of the same files.',
  },
  {
    what: "signed data for one seat's first answer, real national list",
    bench: 'sizes',
    figure: 'first/REGION.zip, national list, as it lies',
    goal: '16 kB',
    limit:
      'The goal counted 7 kB for the head, and this one is 17: spellings of parties that nobody merged (4.2 kB instead of 1.3), names of 787 seats with 150 districts (5.9), 76 signed hashes (4.3). Merging parties is work for the publisher; shorter names inside the zips would save 2 kB.',
  },
  {
    what: "a seat's page, text and a symbol, gzip, example guide",
    bench: 'sizes',
    figure: "a seat's page, gzip, example guide",
    goal: '3 kB',
    limit:
      'Names and symbols in two scripts hardly pack, and the page says in both languages that it is a copy. One language, or no parties, would bring it below.',
  },
  {
    what: "app's code for a first answer",
    bench: 'sizes',
    figure: "app's first answer (html, js, css; English)",
    goal: '22 kB',
    limit:
      'The 22 kB are no more than preact, the trust core, and 6 for everything else. What fetches and verifies is asked for beside the entry and not before an answer that is held; about 2 kB of the entry could still come later. The seat page is what answers in 22 kB.',
  },
  {
    what: 'whole shell with the worker, one language',
    bench: 'sizes',
    figure: 'whole shell with worker, one language',
    goal: '60 kB',
    limit:
      'It carries what the goal did not know of: answers to questions, check of messages, cards, moving codes both ways, events, sound, seat pages. Each is loaded when somebody goes there, so the size is paid once, after the first answer; a build with fewer screens would be smaller, and a poorer app without a network.',
  },
  {
    what: 'service worker',
    bench: 'sizes',
    figure: 'service worker',
    goal: '8 kB',
    limit: 'Most of it is a hash for each file of the shell: fewer files make it smaller.',
  },
  {
    what: 'trust core with its cryptography',
    bench: 'sizes',
    figure: 'trust core with its cryptography',
    goal: '12 kB',
    limit: 'Half of it is Ed25519 and SHA-2 in JavaScript, which an http page has no other way to do.',
  },
  {
    what: 'offline cold start to the answer on screen, CPU/6',
    bench: 'phone',
    figure: 'offline cold start to the answer on screen, CPU/6',
    goal: '300 ms',
    limit:
      'What was compiled is kept by the browser. By a trace, of what is left a third is layout with styles and paint, a third reading what is held, hashing and drawing it, the rest a new page with its process, its text and the entry itself. A throttle of six slows the work of all of them; far below that only an answer that needs no code would come, drawn from a note of its own and verified apart.',
  },
  {
    what: 'lookup by number, name, symbol or place in a whole country, p95, CPU/6',
    bench: 'search',
    figure: 'lookup in a whole country, p95, CPU/6',
    goal: '16 ms',
    limit:
      'A question of several misspelled words is the slow one: every name is compared. An index of sounds would be faster and larger.',
  },
  {
    what: 'lookup with 90,505 polling stations besides, p95, CPU/6',
    bench: 'search',
    figure: 'lookup in a whole country, with 90,505 stations, p95, CPU/6',
    goal: '16 ms',
    limit: 'As above, with five times the names.',
  },
  {
    what: 'national import, verified and durable, CPU/6',
    bench: 'phone',
    figure: 'national import, verified and durable, CPU/6',
    goal: '500 ms',
    limit:
      "Hashing and inflating are the browser's own now, and the store is written without what wrapped it (decision 49): a fifth of the thread's time less. What is left of it, by profiles on a busy machine: a fifth each parsing, signatures and the store, a tenth each compiling what runs once and the collector. Columns read without their paths won a hundredth, other checks of texts nothing. A worker beside the page would free the page and not be sooner.",
  },
  {
    what: 'sync with nothing new',
    bench: 'sync',
    figure: 'sync with nothing new',
    goal: '2 requests, 1 kB',
    limit: 'Two requests are the least: the next root, whose 404 says that there is none, and the timestamp.',
  },
  {
    what: 'sync after one seat changed, on the wire',
    bench: 'sync-links',
    figure: 'sync after one candidate changed, bodies on the wire',
    goal: '10 kB',
    limit:
      'Half of it is targets.json. A delta against the old bytes would be about 1 kB; it would be one more form of signed bytes to verify.',
  },
  {
    what: 'the country as a bundle inside a carrier, base64',
    bench: 'carrier',
    figure: 'carrier, national list: the bundle in it, as base64',
    goal: '500 kB',
    limit: 'Names in two scripts are most of it, and base64 adds a third.',
  },
  {
    what: 'the country in a carrier, the part that reads without JavaScript',
    bench: 'carrier',
    figure: 'carrier, national list: the readable part',
    goal: '1.5 MB',
    limit:
      'Half of it is names in two scripts, and a row of the list costs 35 bytes of markup: a page must come out of the browser with the bytes it went in with, so that it can pass itself on, and end tags and quotes cannot be left out.',
  },
  {
    what: 'polling stations of a country, all files',
    bench: 'publisher',
    figure: 'polling stations of the country, brotli',
    goal: '1 MB',
    limit:
      'An invented country has 90,675 stations, each with a name and an address in two languages. A list comes when somebody asks where to vote, one seat at a time, and nobody needs all of them.',
  },
  {
    what: 'polling stations of a national seat, median',
    bench: 'publisher',
    figure: 'polling stations of a national seat, brotli, median',
    goal: '3 kB',
    limit:
      'An invented seat has some 340 stations, each with a name and an address in two languages; fewer words of each, or one language, would bring it nearer.',
  },
  {
    what: "a symbol's picture as the program draws them, median",
    bench: 'publisher',
    figure: "a symbol's picture, median",
    goal: '1 kB',
    limit:
      'A picture is as small as it can be and still be told from the others; drawings with few lines would be smaller.',
  },
  {
    what: "a symbol's picture as the program draws them, the largest",
    bench: 'publisher',
    figure: "a symbol's picture, the largest",
    goal: '2 kB',
    limit: 'The publisher chooses quality before size where a photograph has many fine parts, up to a cap.',
  },
  ...[
    ['English', 'en', 'v20-L', '99 %'],
    ['Urdu', 'ur', 'v20-L', '98 %'],
    ['both languages', 'en and ur', 'v25-L', '95 %'],
  ].map(([what, languages, version, least]) => ({
    what: `seats whose slip fits one code of version ${version}, ${what}`,
    bench: 'slips',
    figure: `slips in ${languages}, ${version}`,
    goal: `at least ${least}`,
    limit: 'Seats with the longest lists are left: they get a larger code, or one in one language.',
  })),
  {
    what: 'moving codes through a fake camera, v25-L, 10 a second',
    bench: 'optical',
    figure: 'moving codes, 10 a second, none lost',
    goal: 'at least 12 kB/s',
    limit:
      'What ten codes of version 25 hold is the goal itself, so that every code must be read the first time. Reading one in JavaScript takes longer than a tenth of a second where the machine is busy; a phone with a detector of its own reads faster.',
  },
  {
    what: 'build of the national mirror, without pictures',
    bench: 'sizes',
    figure: 'build of the national mirror, with the app',
    goal: '3 s',
    limit:
      "Since the goal was set the build writes a page for each seat, a CAR and a torrent, and verifies its own output with the phone's code before it publishes.",
  },
  {
    what: 'build of a country with everything',
    bench: 'publisher',
    figure: 'nishan build, the first',
    goal: '15 s',
    limit:
      'The work is parsing, checking, compressing and verifying, one after the other; the CAR and the torrent already run beside it.',
  },
];
