// `nishan import KIND FILE`: the words of the command line for every kind of list.
import type { Command } from 'commander';
import { importCandidates } from '../import/import-candidates.ts';
import { importNominees } from '../import/import-nominees.ts';
import type { ImportOptions, ImportResult } from '../import/import-options.ts';
import { importPlaces } from '../import/import-places.ts';
import { importVip } from '../import/import-vip.ts';
import { runImport } from './import.ts';
import type { Output } from './output.ts';

interface Kind {
  readonly name: string;
  readonly what: string;
  readonly parts: string;
  readonly example: string;
  readonly run: (options: ImportOptions) => Promise<ImportResult>;
}

const kinds: readonly Kind[] = [
  {
    name: 'candidates',
    what: 'a list of candidates',
    parts: `
  seat         the seat's code, like NA-130      seatName     its name, also seatName:en, seatName:ur
  serial       the number on the ballot          name:en      the candidate's name in a language; name: told by its script
  symbol       the symbol's name                 symbolCode   its number on the official chart
  party        the party's name                  region       the region, where the list has one`,
    example: 'candidates list.csv --into my-guide --map "seat=key,serial=no,name:en=name,name:ur=naam,symbol=symbol"',
    run: importCandidates,
  },
  {
    name: 'nominees',
    what: 'the people whom a party or campaign backs',
    parts: `
  seat         the seat's code                   name         the nominee's name, also name:en, name:ur
  symbol       the symbol's name                 symbolCode   its number on the official chart
  serial       the number on the ballot          note:en      what the endorser says beside the name`,
    example: 'nominees tickets.xlsx --into my-guide --by movement',
    run: importNominees,
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
    run: importPlaces,
  },
];

const vipHelp = `
A feed of the Voting Information Project, version 5 or 6, as XML: contests with who stands or what is asked, parties,
polling places with their hours, precincts. Its texts in languages that guide.yaml does not list are left out.

Example:
  nishan import vip vipFeed-51-2027-11-02.xml --into my-guide`;

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
        finish(await runImport(run, { ...options, file, json: json === true }, output));
      });
    if (name === 'nominees') command.option('--by <endorser>', "whose nominees: the endorser's id in guide.yaml");
  }
  group
    .command('vip <file>')
    .description('take a VIP feed (XML) into a content folder')
    .requiredOption('--into <dir>', 'the content folder')
    .option('--json', 'print the account as JSON')
    .addHelpText('after', vipHelp)
    .action(async (file: string, { into, json }: { readonly into: string; readonly json?: true }) => {
      finish(await runImport(importVip, { file, into, json: json === true }, output));
    });
}
