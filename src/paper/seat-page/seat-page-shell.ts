/// <reference path="../shell.d.ts" />
// The script and the style of every seat's page that this version makes, built from src/seat-page.
import { script, style } from '../../seat-page/page.ts?shell';

/** What a seat's page has besides its guide: the style stands in it, the script beside it (`seatScriptPath`). */
export interface SeatPageShell {
  readonly script: string;
  readonly style: string;
}

export const seatPageShell: SeatPageShell = { script, style };
