/// <reference path="../shell.d.ts" />
// The script and the style of every carrier that this version makes, built from src/carrier. Loaded when a carrier is made.
import { script, style } from '../../carrier/page.ts?shell';

/** What a carrier has besides its guide. */
export interface CarrierShell {
  readonly script: string;
  readonly style: string;
}

export const carrierShell: CarrierShell = { script, style };
