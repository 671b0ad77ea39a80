// The events that the phone holds: read when a screen asks, and not by what answers first.
import { type Event, parseEvents } from '../guide/events.ts';
import { eventsPath } from '../guide/paths.ts';
import type { Vault } from '../ports.ts';
import { readLater } from './held.ts';

/**
 * The events of the newest edition held.
 * @returns null where it has none, or their list is not kept yet
 * @throws AppError `format/…` where this app cannot read them
 */
export async function readEvents(
  vault: Vault,
): Promise<{ readonly edition: number; readonly events: readonly Event[] } | null> {
  const found = await readLater(vault, eventsPath);
  return found && { edition: found.edition, events: parseEvents(found.bytes) };
}
