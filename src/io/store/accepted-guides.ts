// The guides that the voter accepted beside the app's own: the list, its changes, and the stores of those guides.
import { AppError } from '../../core/errors.ts';
import { type AcceptedGuides, acceptedName, readGuides } from './guide-list.ts';
import { openIdbVault } from './idb-vault.ts';

/** @param scope the path that the app is served from, "/" or "/mirror/" */
export function openAcceptedGuides(scope: string): AcceptedGuides {
  /** Its code comes when something is changed. */
  const changes = async () => {
    const part = await import('./change-guides.ts').catch(() => null);
    if (!part) throw new AppError('source/unreachable');
    return part.changeGuides(scope);
  };
  return {
    read: () => readGuides(acceptedName(scope)),
    openVault: (id) => openIdbVault({ guideId: id, scope }),
    accept: async (root) => (await changes()).accept(root),
    use: async (id) => (await changes()).use(id),
    leave: async (id, isLeaving) => (await changes()).leave(id, isLeaving),
    forget: async (id) => (await changes()).forget(id),
    sweep: async () => (await changes()).sweep(),
    deleteAll: async (own) => (await changes()).deleteAll(own),
  };
}
