// `nishan import KIND FILE`: the words of the command line for every kind of list.
import type { Command } from 'commander';
import type { ImportOptions, ImportResult } from '../../import/import-options.ts';
import type { PlainKind } from '../../import/import-table.ts';
import type { Output } from '../output.ts';

interface Kind {
  readonly name: string;
  readonly what: string;
  readonly parts: string;
  readonly example: string;
  readonly run: (options: ImportOptions) => Promise<ImportResult>;
}

/** What lies behind each is loaded when it is asked for: most commands import nothing. */
function tableImport(kind: PlainKind): Kind['run'] {
  return async (options) => (await import('../../import/import-table.ts')).importTable(kind, options);
}

const kinds: readonly Kind[] = [
  {
    name: 'candidates',
    what: 'a list of candidates',
    parts: `
  seat         the seat's code, like NA-130      seatName     its name, also seatName:en, seatName:ur
  serial       the number on the ballot          name:en      the candidate's name in a language; name: told by its script
  symbol       the symbol's name                 symbolCode   its number on the official chart
  party        the party's name                  region       the region, where the list has one
  status       who withdrew, where the list says it; what it says otherwise is asked
Two columns that are one: --map "seat=STATE+DISTRICT,name=SURNAME+OTHER NAMES,…".`,
    example: 'candidates list.csv --into my-guide --map "seat=key,serial=no,name:en=name,name:ur=naam,symbol=symbol"',
    run: async (options) => (await import('../../import/candidates/import-candidates.ts')).importCandidates(options),
  },
  {
    name: 'nominees',
    what: 'the people whom a party or campaign backs',
    parts: `
  seat         the seat's code                   name         the nominee's name, also name:en, name:ur
  symbol       the symbol's name                 symbolCode   its number on the official chart
  serial       the number on the ballot          note:en      what the endorser says beside the name`,
    example: 'nominees tickets.xlsx --into my-guide --by movement',
    run: async (options) => (await import('../../import/candidates/import-nominees.ts')).importNominees(options),
  },
  {
    name: 'places',
    what: 'a list of polling stations',
    parts: `
  seat         the seat's code                   number       the station's number on its list
  name         its name, also name:en, name:ur   address      where it is, also address:en
  kind         men, women or all; else its name says it       latitude, longitude
  serves       block codes                       hours        08:00-17:00, or 2027-02-01..2027-02-06 09:00-16:00
  accessible   yes or no                         id           an id of its own, where the list has one`,
    example: 'places stations.csv --into my-guide',
    run: async (options) => (await import('../../import/places/import-places.ts')).importPlaces(options),
  },
  {
    name: 'parties',
    what: 'a list of parties',
    parts: `
  name         its name, also name:en, name:ur   short        its short name, also short:en
  id           its id in the guide; made of the name where the list has none`,
    example: 'parties parties.csv --into my-guide',
    run: tableImport('parties'),
  },
  {
    name: 'symbols',
    what: 'a chart of ballot symbols',
    parts: `
  code         its number on the chart           name         its name, also name:en, name:ur
  picture      a file like pictures/kite.svg     description  what the drawing shows, in words
  spellings    other spellings, ";" between      alike        codes of symbols that look like it`,
    example: 'symbols chart.csv --into my-guide --map "code=no,name:en=symbol,picture=file"',
    run: tableImport('symbols'),
  },
  {
    name: 'areas',
    what: 'a list of voting areas',
    parts: `
  contests     the seats that it votes in        name         its name, also name:en, name:ur
  places:all   ids of its polling places         places:men, places:women
  serves       block codes                       id           its id in the guide`,
    example: 'areas areas.csv --into my-guide',
    run: tableImport('areas'),
  },
  {
    name: 'events',
    what: 'rallies, desks and pick-up points',
    parts: `
  title        what it is, also title:en         kind         rally, desk, pick-up, talk or other
  day          2027-02-01, 1 February 2027       starts, ends 18:00, 6 pm; by the clock of election.hours.offset
  place        where, also place:en              latitude, longitude
  contests     the seats that it is for          regions      or the regions
  state        planned, moved or cancelled       was          where or when it was to be
  text, link   what else to know                 id           its id; made of title and kind where there is none`,
    example: 'events events.xlsx --into my-guide',
    run: tableImport('events'),
  },
  {
    name: 'notices',
    what: 'corrections and other notices',
    parts: `
  title, text  what it says, also title:ur       kind         correction, rumour, station-moved, counterfeit, over …
  at           2027-02-01 18:00                  contest, serial   whom it is about
  was, is      what was said before, and now     reason, order, signedBy
  copyLink     the site of a copy                copyWords    a message as it goes round
  copyFingerprint   of another guide             copySha256, copyPrint   of a picture: nishan picture-print FILE`,
    example: 'notices notices.csv --into my-guide',
    run: tableImport('notices'),
  },
  {
    name: 'steps',
    what: 'pages of guidance, a row for each step',
    parts: `
  page         the page's id                     title, kind  of the page: steps, bring, help or other
  text         the step, also text:en, text:ur   picture      a file like pictures/queue.png
  number       its place on the page; the list's order where there is none`,
    example: 'steps steps.csv --into my-guide',
    run: tableImport('steps'),
  },
];

const vipHelp = `
A feed of the Voting Information Project, version 5 or 6, as XML: contests with who stands or what is asked, parties,
polling places with their hours, precincts. Its texts in languages that guide.yaml does not list are left out.

Example:
  nishan import vip vipFeed-51-2027-11-02.xml --into my-guide`;

interface VipWords {
  readonly into: string;
  readonly source?: string;
  readonly json?: true;
}

export function addImport(program: Command, output: Output, finish: (code: number) => void): void {
  const group = program
    .command('import')
    .description('take a list into a content folder; every row is accounted for, a second import shows what changed');
  for (const { name, what, parts, example, run } of kinds) {
    const command = group
      .command(`${name} <file>`)
      .description(`take ${what} into a content folder: CSV, TSV, .xlsx or JSON`)
      .requiredOption('--into <dir>', 'the content folder')
      .option('--map <map>', "which of the list's columns holds what; guessed and shown where it is left out")
      .option('--sheet <name>', "a workbook's sheet, where it is not the first")
      .option('--source <name>', 'the file name under which the list was imported before, where it has another one now')
      .option('--json', 'print the account as JSON')
      .addHelpText(
        'after',
        `
The map names, for each part that the list has, the column that holds it:${parts}

Example:
  nishan import ${example}

What cannot be taken safely is held back and named in my-guide/review/, with room for an answer: yes takes the guess,
drop leaves the row out, symbol=12 says what is right. The next import of the list goes by the answers.`,
      )
      .action(async (file: string, { json, ...options }: Omit<ImportOptions, 'file'> & { json?: true }) => {
        const { runImport } = await import('./import.ts');
        finish(await runImport(run, { ...options, file, json: json === true }, output));
      });
    if (name === 'nominees') command.option('--by <endorser>', "whose nominees: the endorser's id in guide.yaml");
  }
  group
    .command('vip <file>')
    .description('take a VIP feed (XML) into a content folder')
    .requiredOption('--into <dir>', 'the content folder')
    .option('--source <name>', 'the file name under which the feed was imported before, where it has another one now')
    .option('--json', 'print the account as JSON')
    .addHelpText('after', vipHelp)
    .action(async (file: string, { json, ...options }: VipWords) => {
      const [{ runImport }, { importVip }] = await Promise.all([
        import('./import.ts'),
        import('../../import/vip/import-vip.ts'),
      ]);
      finish(await runImport(importVip, { ...options, file, json: json === true }, output));
    });
}
