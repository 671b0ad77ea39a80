// What is under way in a store ends with its page. A browser that puts a page aside, or ends it, in the middle of a
// transaction can leave the store locked for whoever comes next: WebKitGTK then answers no read until it is started anew.
// HTML Standard, "unloading documents"; IndexedDB 3.0, "transaction lifecycle".

const underWay = new Set<IDBTransaction>();
const connections = new Set<() => void>();
let leavings = 0;
let whenBack: Promise<void> | null = null;
let isWatching = false;

/**
 * Counts in a transaction as long as it runs: it is aborted when the page is left, unless it commits already.
 * @param transaction as the browser gives it
 * @returns the same
 */
export function untilLeft(transaction: IDBTransaction): IDBTransaction {
  watch();
  const end = (): void => void underWay.delete(transaction);
  underWay.add(transaction);
  transaction.addEventListener('complete', end);
  transaction.addEventListener('abort', end);
  return transaction;
}

/**
 * The same for who waits for the transaction's requests or for its end, and hears there that it was aborted.
 * @param done settles with its end
 */
export function endWithPage(transaction: IDBTransaction, done: Promise<void>): void {
  untilLeft(transaction);
  done.catch(() => undefined);
}

/**
 * Has a connection closed when the page is left: open in a page put aside, it keeps others from deleting the store.
 * @param close closes and forgets it; told whether its store was deleted
 * @returns the same; it counts once, whoever calls it
 */
export function closeWhenLeft(close: (wasDeleted: boolean) => void): (wasDeleted?: boolean) => void {
  watch();
  const closeOnLeaving = (): void => closeOnce();
  const closeOnce = (wasDeleted = false): void => {
    if (connections.delete(closeOnLeaving)) close(wasDeleted);
  };
  connections.add(closeOnLeaving);
  // It was asked for before the page was left, and is there only now.
  if (whenBack) closeOnLeaving();
  return closeOnce;
}

/**
 * Does work with a store on a page that is here; what leaving the page cut off is done anew when it comes back. For work
 * that is one transaction: of what was cut off nothing is there.
 * @param work one piece of work
 * @returns what it gives; nothing while the page is away
 */
export async function whileHere<T>(work: () => Promise<T>): Promise<T> {
  watch();
  for (;;) {
    if (whenBack) await whenBack;
    const before = leavings;
    try {
      return await work();
    } catch (error) {
      if (leavings === before) throw error;
    }
  }
}

function watch(): void {
  // Where nothing can be listened to, nothing is put aside.
  if (isWatching || typeof addEventListener === 'undefined') return;
  isWatching = true;
  addEventListener('pagehide', leave);
}

function leave(): void {
  leavings++;
  whenBack ??= new Promise((resolve) => {
    const comeBack = (): void => {
      whenBack = null;
      resolve();
    };
    addEventListener('pageshow', comeBack, { once: true });
  });
  for (const transaction of underWay) giveUp(transaction);
  for (const close of [...connections]) close();
}

function giveUp(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    // It commits already: what was asked of it is done without this page.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
