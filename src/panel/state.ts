// What the command tells the panel beside a draft. Both sides read this; neither trusts more than these shapes.

/** Where a fault is shown: a seat's code, "NA-130/4" for a candidate, a polling place's id for a station. */
export interface PanelSpot {
  readonly kind: 'seat' | 'candidate' | 'station';
  readonly key: string;
  /** The seat to open for it. */
  readonly seat: string;
}

export interface PanelFault {
  /** An error keeps the draft from being made; what is to be signed off keeps it from being built. */
  readonly kind: 'error' | 'to-sign' | 'warning' | 'signed-off';
  /** "candidates.csv:17 symbol" */
  readonly where: string;
  readonly message: string;
  /** Of one that was signed off: by whom, and why. */
  readonly fix: string;
  readonly spots: readonly PanelSpot[];
  /** Whether there are more spots than are told. */
  readonly isCut: boolean;
}

/** `/preview/state`: the draft that is shown, and what is wrong in the folder now. */
export interface PanelState {
  /** Rises with every draft; 0 before the first one that could be made. */
  readonly draft: number;
  /** When that draft was made, "11:32:10". */
  readonly madeAt: string;
  /** The guide's id, as the tab's history has it. */
  readonly guide: string;
  /** The folder as it is now is what is shown. */
  readonly isShown: boolean;
  /** Seats that this draft shows without candidates, since their lists have faults. */
  readonly leftOut: readonly string[];
  /** Why no draft could be made although the check found no error; "" for none. */
  readonly failure: string;
  readonly faults: readonly PanelFault[];
}
