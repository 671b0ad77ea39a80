// A proposal or a delivery is never written over something.
import { access } from 'node:fs/promises';
import { proposalFault } from './proposal.ts';

/** @throws FaultError where the path is taken */
export async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw proposalFault(path, 'is there already', 'name a folder that is new; nothing was written');
}
