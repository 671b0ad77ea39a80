// A Voting Information Project feed, versions 5 and 6, as what a guide needs of it: contests with who stands, parties, polling
// places with their hours, precincts. Streets, officials and results are not read. VIP Specification 5.2 and 6.0.

import type { Text } from '../../../core/guide/format/text.ts';
import type { PlaceHours } from '../../../core/guide/places.ts';
import { FaultError } from '../../content/fault.ts';
import { readXmlTree, type XmlElement } from '../../tables/read-xml.ts';

export interface VipContest {
  readonly id: string;
  readonly kind: 'candidates' | 'referendum';
  readonly name: Text;
  readonly district: Text;
  readonly question: Text;
  /** How many are elected; null where the feed does not say. */
  readonly places: number | null;
  readonly choices: readonly VipChoice[];
}

export interface VipChoice {
  /** The selection's id. */
  readonly id: string;
  readonly name: Text;
  /** A party's id in the feed. */
  readonly party: string | null;
}

export interface VipPlace {
  readonly id: string;
  readonly name: Text;
  readonly address: string;
  readonly position: { readonly latitude: string; readonly longitude: string } | null;
  readonly hours: readonly PlaceHours[];
  readonly ways: readonly string[];
  /** Contests whose voters vote there. */
  readonly contests: readonly string[];
}

export interface VipPrecinct {
  readonly id: string;
  readonly name: Text;
  readonly number: string;
  readonly contests: readonly string[];
  readonly places: readonly string[];
}

export interface VipFeed {
  /** "2020-11-03"; "" where the feed has no election. */
  readonly date: string;
  /** The locality where there is one alone, else the state. */
  readonly area: string;
  readonly contests: readonly VipContest[];
  readonly parties: readonly { readonly id: string; readonly short: string; readonly name: Text }[];
  readonly places: readonly VipPlace[];
  readonly precincts: readonly VipPrecinct[];
  /** Ids of candidates that are on no ballot. */
  readonly unused: readonly { readonly id: string; readonly name: Text }[];
}

/** Words without a language are taken to be in this one. */
const plainLanguage = 'en';

/** @throws FaultError `not-vip`, and what readXml throws */
export function readVipFeed(bytes: Uint8Array, file: string): VipFeed {
  const root = readXmlTree(bytes, file);
  if (root.name !== 'VipObject') {
    const message = `this is "${root.name}", not a VIP feed`;
    const fix = 'fetch the feed as XML, version 5 or 6';
    throw new FaultError([{ severity: 'error', code: 'not-vip', file, message, fix }]);
  }
  const feed = openFeed(root);
  const contests = contestsOf(feed);
  const localities = feed.all('Locality');
  // A feed of places alone says nothing of contests: each locality stands for its own.
  const stand = contests.length > 0 ? [] : localities.map(localityContest);
  const all = [...contests, ...stand];
  const standing = new Set(stand.map(({ id }) => id));
  const precincts = precinctsOf(feed, contests).map((precinct) => {
    const locality = textOf(feed.byId(precinct.id), 'LocalityId');
    return standing.has(locality) ? { ...precinct, contests: [locality] } : precinct;
  });
  const used = new Set(feed.all('CandidateSelection').flatMap((each) => words(each, 'CandidateIds')));
  for (const contest of feed.all('RetentionContest')) used.add(textOf(contest, 'CandidateId'));
  return {
    date: textOf(feed.all('Election')[0], 'Date'),
    area: textOf(localities.length === 1 ? localities[0] : feed.all('State')[0], 'Name'),
    contests: all,
    parties: feed.all('Party').map((party) => ({
      id: idOf(party),
      short: textOf(party, 'Abbreviation'),
      name: textsOf(party, 'Name'),
    })),
    places: placesOf(feed, precincts, all),
    precincts,
    unused: feed
      .all('Candidate')
      .filter((candidate) => !used.has(idOf(candidate)))
      .map((candidate) => ({ id: idOf(candidate), name: textsOf(candidate, 'BallotName') })),
  };
}

interface Feed {
  all(name: string): readonly XmlElement[];
  byId(id: string): XmlElement | undefined;
}

function openFeed(root: XmlElement): Feed {
  const byName = new Map<string, XmlElement[]>();
  const byId = new Map<string, XmlElement>();
  for (const element of root.children) {
    const group = byName.get(element.name) ?? [];
    if (group.length === 0) byName.set(element.name, group);
    group.push(element);
    byId.set(idOf(element), element);
  }
  return { all: (name) => byName.get(name) ?? [], byId: (id) => byId.get(id) };
}

function contestsOf(feed: Feed): readonly VipContest[] {
  const found: VipContest[] = [];
  for (const contest of feed.all('CandidateContest')) {
    const choices = words(contest, 'BallotSelectionIds').flatMap((id) => choiceOf(feed, id));
    found.push({ ...headOf(feed, contest), kind: 'candidates', question: {}, choices });
  }
  for (const contest of [...feed.all('BallotMeasureContest'), ...feed.all('RetentionContest')]) {
    const candidate = feed.byId(textOf(contest, 'CandidateId'));
    const who = candidate ? textsOf(candidate, 'BallotName') : {};
    const title = textsOf(contest, 'BallotTitle');
    const question = Object.fromEntries(
      Object.entries(title).map(([language, text]) => [language, [text, who[language]].filter(Boolean).join(': ')]),
    );
    const choices = words(contest, 'BallotSelectionIds').flatMap((id) => choiceOf(feed, id));
    found.push({ ...headOf(feed, contest), kind: 'referendum', question, choices });
  }
  return found;
}

function headOf(feed: Feed, contest: XmlElement): Pick<VipContest, 'id' | 'name' | 'district' | 'places'> {
  const title = textsOf(contest, 'BallotTitle');
  const name = Object.keys(title).length > 0 ? title : textsOf(contest, 'Name');
  const district = feed.byId(textOf(contest, 'ElectoralDistrictId'));
  const places = Number(textOf(contest, 'NumberElected'));
  return {
    id: idOf(contest),
    name,
    district: district ? textsOf(district, 'Name') : {},
    places: Number.isInteger(places) && places > 0 ? places : null,
  };
}

/** A selection is one candidate, a ticket of several, or the words of an answer. */
function choiceOf(feed: Feed, id: string): readonly VipChoice[] {
  const selection = feed.byId(id);
  if (!selection) return [];
  const answer = textsOf(selection, 'Selection');
  if (Object.keys(answer).length > 0) return [{ id, name: answer, party: null }];
  const candidates = words(selection, 'CandidateIds').flatMap((each) => feed.byId(each) ?? []);
  const name: Record<string, string> = {};
  for (const candidate of candidates) {
    for (const [language, text] of Object.entries(personName(feed, candidate))) {
      name[language] = name[language] === undefined ? text : `${name[language]} / ${text}`;
    }
  }
  const [first] = candidates;
  const party = words(selection, 'EndorsementPartyIds')[0] ?? (first ? textOf(first, 'PartyId') : '');
  return [{ id, name, party: party === '' ? null : party }];
}

function personName(feed: Feed, candidate: XmlElement): Text {
  const onBallot = textsOf(candidate, 'BallotName');
  if (Object.keys(onBallot).length > 0) return onBallot;
  const person = feed.byId(textOf(candidate, 'PersonId'));
  if (!person) return {};
  const full = textsOf(person, 'FullName');
  if (Object.keys(full).length > 0) return full;
  const parts = ['FirstName', 'MiddleName', 'LastName'].map((part) => textOf(person, part)).filter(Boolean);
  return parts.length > 0 ? { [plainLanguage]: parts.join(' ') } : {};
}

function precinctsOf(feed: Feed, contests: readonly VipContest[]): readonly VipPrecinct[] {
  const known = new Set(contests.map(({ id }) => id));
  const byDistrict = new Map<string, string[]>();
  for (const kind of ['CandidateContest', 'BallotMeasureContest', 'RetentionContest']) {
    for (const contest of feed.all(kind)) {
      const district = textOf(contest, 'ElectoralDistrictId');
      const own = byDistrict.get(district);
      if (own) own.push(idOf(contest));
      else byDistrict.set(district, [idOf(contest)]);
    }
  }
  return feed.all('Precinct').map((precinct) => {
    const style = feed.byId(textOf(precinct, 'BallotStyleId'));
    const ordered = (style ? words(style, 'OrderedContestIds') : []).flatMap((id) => {
      const contest = feed.byId(id);
      return contest ? [textOf(contest, 'ContestId')] : [];
    });
    const inDistricts = words(precinct, 'ElectoralDistrictIds').flatMap((id) => byDistrict.get(id) ?? []);
    return {
      id: idOf(precinct),
      name: textsOf(precinct, 'Name'),
      number: textOf(precinct, 'Number'),
      // The ballot itself says it best.
      contests: [...new Set(ordered.length > 0 ? ordered : inDistricts)].filter((id) => known.has(id)),
      places: words(precinct, 'PollingLocationIds').filter((id) => feed.byId(id)?.name === 'PollingLocation'),
    };
  });
}

function placesOf(feed: Feed, precincts: readonly VipPrecinct[], contests: readonly VipContest[]): readonly VipPlace[] {
  const served = new Map<string, Set<string>>();
  const serve = (place: string, ids: readonly string[]): void => {
    const own = served.get(place) ?? new Set<string>();
    for (const id of ids) own.add(id);
    served.set(place, own);
  };
  for (const { places, contests: own } of precincts) for (const place of places) serve(place, own);
  const standing = new Set(contests.map(({ id }) => id));
  const localityOf = new Map(feed.all('Precinct').map((precinct) => [idOf(precinct), textOf(precinct, 'LocalityId')]));
  const inside = new Map<string, Set<string>>();
  for (const { id, contests: own } of precincts) {
    const locality = localityOf.get(id) ?? '';
    const all = inside.get(locality) ?? new Set<string>();
    for (const contest of own) all.add(contest);
    inside.set(locality, all);
  }
  for (const locality of feed.all('Locality')) {
    const all = standing.has(idOf(locality)) ? [idOf(locality)] : [...(inside.get(idOf(locality)) ?? [])];
    for (const place of words(locality, 'PollingLocationIds')) serve(place, all);
  }
  for (const state of feed.all('State')) {
    for (const place of words(state, 'PollingLocationIds')) serve(place, [...standing]);
  }
  return feed.all('PollingLocation').map((place) => ({
    id: idOf(place),
    name: textsOf(place, 'Name'),
    address: addressOf(place),
    position: positionOf(place),
    hours: hoursOf(feed.byId(textOf(place, 'HoursOpenId'))),
    ways: [
      ...(textOf(place, 'IsEarlyVoting') === 'true' ? ['early'] : []),
      ...(textOf(place, 'IsDropBox') === 'true' ? ['drop-box'] : []),
    ],
    contests: [...(served.get(idOf(place)) ?? [])],
  }));
}

function localityContest(locality: XmlElement): VipContest {
  const name = textsOf(locality, 'Name');
  return { id: idOf(locality), kind: 'candidates', name, district: name, question: {}, places: null, choices: [] };
}

function addressOf(place: XmlElement): string {
  const lines = place.children.filter(({ name }) => name === 'AddressLine').map(({ text }) => text);
  const structured = child(place, 'AddressStructured');
  const parts = structured
    ? ['Line1', 'Line2', 'Line3', 'City', 'State', 'Zip'].map((part) => textOf(structured, part))
    : [];
  return [...lines, ...parts].filter(Boolean).join(', ').replace(/\s+/g, ' ');
}

function positionOf(place: XmlElement): VipPlace['position'] {
  const at = child(place, 'LatLng');
  const latitude = at ? textOf(at, 'Latitude') : '';
  const longitude = at ? textOf(at, 'Longitude') : '';
  const isNumber = (text: string): boolean => /^-?\d{1,3}(\.\d{1,12})?$/.test(text);
  return isNumber(latitude) && isNumber(longitude) ? { latitude, longitude } : null;
}

/** The clock on the wall there: feeds write its distance from UTC behind it. */
function hoursOf(open: XmlElement | undefined): readonly PlaceHours[] {
  if (!open) return [];
  return open.children
    .filter(({ name }) => name === 'Schedule')
    .flatMap((schedule) => {
      const from = textOf(schedule, 'StartDate').slice(0, 10);
      const to = textOf(schedule, 'EndDate').slice(0, 10);
      return schedule.children
        .filter(({ name }) => name === 'Hours')
        .flatMap((hours) => {
          const opens = textOf(hours, 'StartTime').slice(0, 5);
          const closes = textOf(hours, 'EndTime').slice(0, 5);
          if (!/^\d\d:\d\d$/.test(opens) || !/^\d\d:\d\d$/.test(closes)) return [];
          return [{ ...(from !== '' && { from }), ...(to !== '' && to !== from && { to }), opens, closes }];
        });
    });
}

function idOf({ attributes }: XmlElement): string {
  return attributes.id ?? '';
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((each) => each.name === name);
}

function textOf(element: XmlElement | undefined, name: string): string {
  return (element && child(element, name)?.text) ?? '';
}

function words(element: XmlElement, name: string): readonly string[] {
  return textOf(element, name).split(/\s+/).filter(Boolean);
}

/** A text in its languages, or plain. */
function textsOf(element: XmlElement, name: string): Text {
  const found = child(element, name);
  if (!found) return {};
  const texts: Record<string, string> = {};
  for (const { name: tag, attributes, text } of found.children) {
    const language = (attributes.language ?? plainLanguage).toLowerCase();
    if (tag === 'Text' && text !== '') texts[language] = text.replace(/\s+/g, ' ');
  }
  if (found.text !== '' && Object.keys(texts).length === 0) texts[plainLanguage] = found.text.replace(/\s+/g, ' ');
  return texts;
}
