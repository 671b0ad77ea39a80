// What can be imported as a table: each kind's parts, and the names under which lists have them. A guess is shown and kept;
// nobody is bound to it.

/** A part of a row. */
export interface FieldSpec {
  /** What the map calls it: "seat"; with texts in several languages it is "name:en" too. */
  readonly field: string;
  readonly isText?: true;
  readonly isRequired?: true;
  /** Folded words of headers that mean it, the surest first. */
  readonly names: readonly string[];
}

const seat: FieldSpec = {
  field: 'seat',
  isRequired: true,
  names: [
    ...['seat', 'contest', 'constituency key', 'constituency code', 'constituency no', 'constituency number'],
    ...[
      'ballot paper id',
      'seat code',
      'constituency',
      'electoral area',
      'ward code',
      'ward',
      'division',
      'halqa',
      'حلقه',
      'নির্বাচনী এলাকা',
    ],
  ],
};
const name: FieldSpec = {
  field: 'name',
  isText: true,
  isRequired: true,
  names: [
    ...['name', 'candidate name', 'name of candidate', 'person name', 'candidate', 'full name', 'naam', 'ballot name'],
    ...['امیدوار', 'نام', 'প্রার্থীর নাম', 'নাম'],
  ],
};
const symbol: FieldSpec = {
  field: 'symbol',
  names: [
    'symbol',
    'election symbol',
    'allotted symbol',
    'symbol name',
    'nishan',
    'emblem',
    'ballot symbol',
    'انتخابی نشان',
    'نشان',
    'প্রতীক',
  ],
};
const symbolCode: FieldSpec = {
  field: 'symbolCode',
  names: ['symbol no', 'symbol code', 'symbol number', 'symbolcode', 'emblem no', 'symbol id', 'code'],
};
const regions: FieldSpec = { field: 'regions', names: ['regions', 'region'] };
const latitude: FieldSpec = { field: 'latitude', names: ['latitude', 'lat', 'y'] };
const longitude: FieldSpec = { field: 'longitude', names: ['longitude', 'lng', 'lon', 'long', 'x'] };
const contests: FieldSpec = { field: 'contests', names: ['contests', 'seats', 'constituencies', ...seat.names] };

export const importKinds = {
  candidates: [
    seat,
    {
      field: 'seatName',
      isText: true,
      names: ['constituency name', 'seat name', 'seatname', 'post label', 'place', 'area'],
    },
    {
      field: 'serial',
      names: [
        ...[
          'serial no',
          'serial',
          'sr no',
          's no',
          'sno',
          'sl no',
          'sl',
          'serial number',
          'ballot no',
          'ballot number',
        ],
        ...['ballot order', 'ballot position', 'candidate no', 'candidate number', 'no', 'نمبر', 'ক্রমিক', 'ক্রমিক নম্বর'],
      ],
    },
    name,
    symbol,
    symbolCode,
    {
      field: 'party',
      names: ['party', 'party name', 'affiliation', 'political party', 'group', 'جماعت', 'پارٹی', 'দল'],
    },
    { field: 'status', names: ['status', 'candidate status', 'nomination status', 'withdrawn'] },
    { field: 'region', names: ['region', 'district', 'province', 'state', 'county'] },
  ],
  nominees: [
    seat,
    { ...name, isRequired: undefined },
    { field: 'serial', names: ['serial no', 'serial', 'ballot no'] },
    symbol,
    symbolCode,
    { field: 'note', isText: true, names: ['note', 'remarks'] },
  ],
  places: [
    seat,
    { field: 'id', names: ['id', 'station id', 'polling place id'] },
    {
      field: 'number',
      names: ['no', 'number', 'station no', 'ps no', 'polling station no', 'station number', 'sr no', 'نمبر'],
    },
    {
      field: 'name',
      isText: true,
      names: ['name', 'polling station', 'station', 'station name', 'polling station name', 'building', 'پولنگ اسٹیشن'],
    },
    { field: 'kind', names: ['kind', 'gender', 'who', 'who votes', 'for whom', 'voters', 'for', 'type'] },
    { field: 'address', isText: true, names: ['address', 'location', 'پته'] },
    latitude,
    longitude,
    { field: 'accessible', names: ['accessible', 'wheelchair', 'step free'] },
    { field: 'serves', names: ['serves', 'block codes', 'census block codes', 'blocks', 'block code'] },
    { field: 'hours', names: ['hours', 'opening hours', 'open'] },
  ],
  parties: [
    { field: 'id', names: ['id', 'party id', 'code', 'abbreviation'] },
    { ...name, names: ['name', 'party', 'party name', 'جماعت'] },
    { field: 'short', isText: true, names: ['short', 'short name', 'abbreviation', 'acronym'] },
  ],
  symbols: [
    { field: 'code', isRequired: true, names: ['code', 'symbol no', 'symbol code', 'number', 'no', 'id'] },
    { ...name, names: ['name', 'symbol', 'symbol name', 'نشان'] },
    { field: 'description', isText: true, names: ['description', 'in words'] },
    { field: 'picture', names: ['picture', 'image', 'file', 'icon file'] },
    { field: 'standIn', names: ['standin', 'stand in'] },
    { field: 'alike', names: ['alike', 'looks like'] },
    { field: 'spellings', names: ['spellings', 'other spellings', 'aliases'] },
  ],
  areas: [
    { field: 'id', names: ['id', 'area id', 'code', 'precinct'] },
    { ...name, isRequired: undefined, names: ['name', 'area', 'area name', 'precinct name'] },
    { ...contests, isRequired: true },
    { field: 'places:all', names: ['places all', 'places', 'polling places', 'stations'] },
    { field: 'places:men', names: ['places men', 'men'] },
    { field: 'places:women', names: ['places women', 'women'] },
    { field: 'serves', names: ['serves', 'block codes', 'census block codes', 'blocks'] },
  ],
  events: [
    { field: 'id', names: ['id', 'event id'] },
    { field: 'kind', names: ['kind', 'type'] },
    { field: 'title', isText: true, isRequired: true, names: ['title', 'name', 'event', 'what'] },
    { field: 'day', isRequired: true, names: ['day', 'date', 'when'] },
    { field: 'starts', names: ['starts', 'start', 'from', 'time', 'start time'] },
    { field: 'ends', names: ['ends', 'end', 'to', 'until', 'end time'] },
    { field: 'place', isText: true, names: ['place', 'where', 'venue', 'location', 'address'] },
    latitude,
    longitude,
    regions,
    contests,
    { field: 'state', names: ['state', 'status'] },
    { field: 'was', isText: true, names: ['was', 'before', 'moved from'] },
    { field: 'text', isText: true, names: ['text', 'details', 'description', 'note'] },
    { field: 'link', names: ['link', 'url', 'web'] },
  ],
  notices: [
    { field: 'id', names: ['id', 'notice id'] },
    { field: 'kind', names: ['kind', 'type'] },
    { field: 'at', isRequired: true, names: ['at', 'time', 'date', 'when'] },
    { field: 'title', isText: true, isRequired: true, names: ['title', 'headline', 'name'] },
    { field: 'text', isText: true, names: ['text', 'details', 'body'] },
    { field: 'contest', names: ['contest', 'seat', 'constituency'] },
    { field: 'serial', names: ['serial', 'candidate', 'serial no'] },
    regions,
    { field: 'was', isText: true, names: ['was', 'before', 'old'] },
    { field: 'is', isText: true, names: ['is', 'now', 'new'] },
    { field: 'reason', isText: true, names: ['reason', 'why'] },
    { field: 'order', isText: true, names: ['order', 'official order'] },
    { field: 'signedBy', isText: true, names: ['signedby', 'signed by', 'by'] },
    { field: 'copyLink', names: ['copylink', 'copy link', 'fake site', 'fake link'] },
    { field: 'copyFingerprint', names: ['copyfingerprint', 'copy fingerprint', 'fake fingerprint'] },
    { field: 'copySha256', names: ['copysha256', 'copy sha256'] },
    { field: 'copyPrint', names: ['copyprint', 'copy print'] },
    { field: 'copyWords', isText: true, names: ['copywords', 'copy words', 'fake message'] },
  ],
  steps: [
    { field: 'page', isRequired: true, names: ['page', 'page id'] },
    { field: 'number', names: ['number', 'no', 'step'] },
    { field: 'kind', names: ['kind', 'type'] },
    { field: 'title', isText: true, names: ['title', 'page title'] },
    { field: 'text', isText: true, isRequired: true, names: ['text', 'step text', 'what'] },
    { field: 'picture', names: ['picture', 'image'] },
  ],
} as const satisfies Readonly<
  Record<string, readonly (Omit<FieldSpec, 'isRequired'> & { isRequired?: true | undefined })[]>
>;

export type ImportKind = keyof typeof importKinds;

export function fieldsOf(kind: ImportKind): readonly FieldSpec[] {
  return importKinds[kind] as readonly FieldSpec[];
}
