// An empty guide: a guide.yaml that teaches, tables with their headers, and room for pictures and sounds.
import { stringify } from 'yaml';
import { memoryFolder } from '../memory/memory.ts';

export interface EmptyGuide {
  /** The publisher's name, in the first language. */
  readonly name: string;
  /** BCP 47 tags; the first is the guide's own. */
  readonly languages: readonly string[];
  /** The election's name in the first language, and its day; empty where they are to be filled in later. */
  readonly election: string;
  readonly date: string;
}

type Columns = (languages: readonly string[]) => readonly string[];

function each(column: string, languages: readonly string[]): readonly string[] {
  return languages.map((tag) => `${column}:${tag}`);
}

const tables: Readonly<Record<string, Columns>> = {
  'contests.csv': (tags) => [
    ...['id', 'ballot', ...each('name', tags), ...each('district', tags), 'kind', 'mark', 'state', 'incomplete'],
    ...['places', 'previousContestId', 'day', 'rerun', ...each('question', tags), ...each('note', tags)],
  ],
  'regions.csv': (tags) => ['contest', 'region', ...each('regionName', tags)],
  'candidates.csv': (tags) => [
    ...['contest', 'serial', ...each('name', tags), 'party', 'symbol', 'photo', 'sound', 'withdrawn'],
  ],
  'parties.csv': (tags) => ['id', ...each('name', tags), ...each('short', tags)],
  'symbols.csv': (tags) => [
    'code',
    ...each('name', tags),
    ...each('description', tags),
    'picture',
    'standIn',
    'sound',
    'alike',
    'spellings',
  ],
  'places.csv': (tags) => [
    ...['contest', 'id', 'number', ...each('name', tags), 'kind', ...each('address', tags)],
    ...['latitude', 'longitude', 'accessible', 'serves'],
  ],
  'areas.csv': (tags) => [
    'id',
    ...each('name', tags),
    'contests',
    'places:all',
    'places:men',
    'places:women',
    'serves',
  ],
  'seats.csv': () => ['id', 'to'],
  'endorsements.csv': (tags) => ['by', 'contest', 'serial', 'symbol', ...each('note', tags)],
  'media.csv': (tags) => [
    ...[
      'id',
      'file',
      ...each('title', tags),
      'of',
      'symbol',
      'language',
      'synthetic',
      ...each('voice', tags),
      'regions',
    ],
  ],
};

/** @returns texts by path inside the content folder */
export function emptyGuideFiles(guide: EmptyGuide): ReadonlyMap<string, string> {
  const files = new Map([
    ['guide.yaml', guideYaml(guide)],
    // A content folder may lie in a repository: its secret keys must not follow the tables there, nor what is remembered.
    ['.gitignore', `keys/\n${memoryFolder}/\n`],
  ]);
  for (const [file, columns] of Object.entries(tables)) files.set(file, `${columns(guide.languages).join(',')}\n`);
  return files;
}

function guideYaml({ name, languages, election, date }: EmptyGuide): string {
  const first = languages[0] ?? 'en';
  const texts = (example: string): string =>
    `{ ${languages.map((tag) => `${tag}: ${tag === first ? JSON.stringify(example) : "''"}`).join(', ')} }`;
  return `# A guide: this file, the tables beside it (*.csv), pictures/ and sounds/.
#
#   nishan import candidates FILE --into .    fills contests, regions, candidates, symbols and parties from a list
#   nishan check .                            every fault, with its place and what would mend it
#   nishan build . --out ../mirror            signs it and makes the folder that a web server serves
#
# Texts are given in every language of "languages"; dates stand in quotes; lists inside a table's cell are separated
# by ";". To see a finished one, run: nishan init ../example

publisher:
  # Who publishes this. Voters see it on every card: "from NAME, unchanged".
  name: { ${languages.map((tag) => `${tag}: ${tag === first ? stringify(name).trim() : "''"}`).join(', ')} }
  # commission, civic or party
  kind: civic
  # web: 'https://…'

# Where the lists come from; shown with the guide.
sources: []
#  - name: ${texts('Final list of candidates')}
#    date: '2027-01-20'
#    link: 'https://…'

# The first one is the language of the guide itself.
languages: [${languages.join(', ')}]

election:
  # Short, without spaces: "general-2027".
  id: '${idOf(election, date)}'
  name: ${texts(election)}
  # general, by-election, local, referendum or other
  kind: general
  # The day of polling, like '2027-02-08'.
  date: '${date}'
  # hours: { opens: '08:00', closes: '17:00', offset: '+05:00' }
  # From when symbols are final; an edition signed before it warns the voter: { symbolsFinal: '2027-01-20T00:00:00Z' }
  calendar: {}
  # Official ways to ask where one votes. kind: sms, phone or web; link: 'sms:…', 'tel:…' or 'https://…'
  lookups: []
  # What the first screen is: pad (seat numbers), list (districts) or search (names).
  findFirst: pad
  # digits: latn or native. clock: '12' or '24'.
  digits: latn
  clock: '12'

# The papers that a voter gets. Where the letters of seats name them, NA-130, import adds those that it meets.
ballots: []
#  - id: NA
#    name: ${texts('National Assembly')}
#    short: ${texts('National')}
#    colour: '#2f8f5b'
#    colourName: ${texts('green')}

# Who backs whom (endorsements.csv, or: nishan import nominees); shown with the name, never mixed into the official list.
endorsers: []
#  - id: neighbours
#    name: ${texts('Circle of Neighbours')}

# Every address of this guide; phones ask several. kind: static (the whole mirror), metadata (its metadata/ alone), ipfs (a
# gateway) or blossom (a server), which give files by their hash. stage: asked only after so many rounds without an answer.
mirrors: []
#  - kind: static
#    url: 'https://…'
#    name: ${texts('Our site')}
#    stage: 0

# Guidance. kind: steps (how to vote), bring, help or other; a step's picture is a file in pictures/.
pages: []

# What changed, what is a rumour. kind: correction, rumour, station-moved, counterfeit, over or information.
notices: []

events: []

# Recorded clips stand in media.csv: what each speaks of, in which language, and whose voice it is.
`;
}

/** "General election", "2027-02-08" become "general-election-2027"; what has no Latin letters becomes "election-2027". */
function idOf(election: string, date: string): string {
  if (election === '' && date === '') return '';
  const words = election.toLowerCase().match(/[a-z0-9]+/g) ?? ['election'];
  const year = date.slice(0, 4);
  return [...words, ...(year === '' || words.includes(year) ? [] : [year])].join('-').slice(0, 64);
}
