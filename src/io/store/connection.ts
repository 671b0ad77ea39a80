// One connection to a guide's database for all who work with it: opened anew where the browser, a page that was left or a
// wipe elsewhere closed it, and made anew only where that undoes no deletion.
import { asStoreError, type GuideDatabase, isNamed, openGuideDatabase } from './guide-database.ts';
import { whileHere } from './until-left.ts';

/** Whether a piece of work makes a database that was deleted anew. */
export type Makes = 'never' | 'unless-deleted' | 'always';

/** A guide's database, kept open. */
export interface Connection {
  /**
   * Runs on the open database; begun anew, once, where it turns out to be closed.
   * @param work one transaction: of what was cut off nothing is there
   * @param nothing what it gives where there is no database and none is to be made
   * @throws AppError `store/…`; what `work` threw, where no store is at fault
   */
  run<T>(work: (db: GuideDatabase) => Promise<T>, nothing: () => T, makes?: Makes): Promise<T>;
  /** Who begins after a deletion means to: from now on what makes the database `unless-deleted` makes it. */
  beginAnew(): void;
}

/**
 * Opens, or makes, a guide's database.
 * @param name as `databaseName` gives it
 * @throws AppError `store/blocked` where the browser gives no storage
 */
export async function openConnection(name: string): Promise<Connection> {
  /** Open; null where it was closed. */
  let database: GuideDatabase | null = null;
  /** Under way: whoever comes meanwhile waits for the same one. */
  let opening: Promise<GuideDatabase | null> | null = null;
  /** Deleted under us: what was under way when that happened, here or in another tab, makes no store anew. */
  let isGone = false;

  /** Only that one: another one may have been opened since. */
  function forget(lost: GuideDatabase | null): void {
    if (database === lost) database = null;
  }

  async function open(mayMake: boolean): Promise<GuideDatabase | null> {
    try {
      database = await openGuideDatabase(name, mayMake, (closed, wasDeleted) => {
        isGone ||= wasDeleted;
        forget(closed);
      });
      return database;
    } finally {
      opening = null;
    }
  }

  function opened(mayMake: boolean): Promise<GuideDatabase | null> {
    opening ??= open(mayMake);
    return opening;
  }

  async function run<T>(work: (db: GuideDatabase) => Promise<T>, nothing: () => T, makes: Makes = 'never'): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      let used: GuideDatabase | null = null;
      try {
        return await whileHere(async () => {
          const mayMake = makes === 'always' || (makes === 'unless-deleted' && !isGone);
          // Not waited for where it is open: what is asked for last on a page has to begin at once.
          used = database ?? (await opened(mayMake));
          // Somebody who makes none was first.
          while (!used && mayMake) used = await opened(true);
          return used ? await work(used) : nothing();
        });
      } catch (error) {
        if (attempt === 0 && isNamed(error, 'InvalidStateError')) forget(used);
        else throw asStoreError(error);
      }
    }
  }

  await whileHere(() => opened(true));
  return {
    run,
    beginAnew() {
      isGone = false;
    },
  };
}
