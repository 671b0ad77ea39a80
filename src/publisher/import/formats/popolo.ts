// Popolo JSON (persons, organizations, memberships, areas, posts) as records of a list of candidates. Popolo 1.0.
import { isObject } from '../../tables/json-records.ts';

type Item = Readonly<Record<string, unknown>>;

/** Columns are called what the map calls them, so that none is needed. */
const header = ['seat', 'seatName', 'serial', 'name', 'party', 'region', 'person'];

/** Whether a JSON file is Popolo: persons, and memberships of their own or inside them. */
export function isPopolo(value: unknown): value is Item {
  return isObject(value) && Array.isArray(value.persons) && itemsOf(value, 'persons').some(({ name }) => name);
}

/** One record for each candidacy; people without one are no candidates. */
export function popoloRecords(value: Item): readonly (readonly string[])[] {
  const byId = (list: string): ReadonlyMap<unknown, Item> =>
    new Map(itemsOf(value, list).map((item) => [item.id, item]));
  const persons = byId('persons');
  const organizations = byId('organizations');
  const areas = byId('areas');
  const posts = byId('posts');
  const inside = itemsOf(value, 'persons').flatMap((person) =>
    itemsOf(person, 'memberships').map((membership): Item => ({ ...membership, person_id: person.id })),
  );
  const rows = [...itemsOf(value, 'memberships'), ...inside].flatMap((membership) => {
    const person = persons.get(membership.person_id);
    const role = textOf(membership.role);
    if (!person || !(role === '' || /candidat/i.test(role))) return [];
    const post = posts.get(membership.post_id) ?? {};
    const area = areas.get(membership.area_id ?? post.area_id) ?? objectOf(membership.area ?? post.area);
    const party = organizations.get(membership.on_behalf_of_id) ?? objectOf(membership.on_behalf_of);
    const own = organizations.get(membership.organization_id) ?? {};
    const isParty = textOf(own.classification) === 'party';
    const parent = areas.get(area.parent_id) ?? {};
    const seat = firstOf(area.identifier, area.id, post.id, membership.area_id, membership.post_id);
    const seatName = firstOf(area.name, post.label);
    if (seat === '') return [];
    const partyName = firstOf(party.name, isParty ? own.name : undefined);
    const serial = firstOf(membership.list_position, membership.position);
    return [[seat, seatName, serial, textOf(person.name), partyName, textOf(parent.name), textOf(person.id)]];
  });
  // A part that the file does not have is no column: blank numbers would hold every row back.
  const filled = header.map((_, i) => rows.some((row) => row[i] !== ''));
  return [header, ...rows].map((row) => row.filter((_, i) => filled[i]));
}

function itemsOf(from: Item, list: string): readonly Item[] {
  const value = from[list];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function objectOf(value: unknown): Item {
  return isObject(value) ? value : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function firstOf(...values: readonly unknown[]): string {
  return values.map(textOf).find((text) => text !== '') ?? '';
}
