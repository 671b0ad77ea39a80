// Writes the `pages`, `notices` and `events` targets: what pages.ts and events.ts in src/core/guide read.
import type { Content } from '../../content/content.ts';
import type { ContentFiles } from '../content-files.ts';

/** The `pages` target's JSON. */
export function encodePages({ guide }: Content, files: ContentFiles): object {
  return {
    pages: guide.pages.map((page) => ({
      ...page,
      sound: files.blob(page.sound),
      steps: page.steps.map((step) => ({
        ...step,
        picture: files.blob(step.picture),
        sound: files.blob(step.sound),
      })),
    })),
  };
}

/** The `notices` target's JSON, newest first. */
export function encodeNotices({ guide }: Content): object {
  return { notices: [...guide.notices].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)) };
}

/** The `events` target's JSON, in the order of their days. */
export function encodeEvents({ guide }: Content, files: ContentFiles): object {
  const events = guide.events.map((event) => ({ ...event, sound: files.blob(event.sound) }));
  return { events: events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) };
}
