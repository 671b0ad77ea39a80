// The sign of each kind of fault, in the panel and where the fault is.
import type { PanelFault } from './state.ts';

/** What stands before a fault and before how many there are: told by shape and word as well as by colour. */
export const signs: Readonly<Record<PanelFault['kind'], string>> = {
  error: '✕',
  'to-sign': '✎',
  warning: '△',
  'signed-off': '✓',
};
