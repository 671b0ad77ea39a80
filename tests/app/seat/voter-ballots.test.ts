// Joining a voter's ballots by the publisher's table; asking where it leaves a choice.
import { describe, expect, it } from 'vitest';
import { voterBallots } from '../../../src/app/seat/voter-ballots.ts';
import type { HeldRegion } from '../../../src/core/held/held.ts';

const ballots = ['NA', 'PA', 'RF'].map((id) => ({ id, name: {}, short: {}, colour: '#000000' }));
const codes = ['NA-1', 'NA-2', 'PA-1', 'PA-2', 'PA-3', 'RF-1'];

function region(areas: readonly (readonly string[])[], held: readonly string[] = codes): HeldRegion {
  const contests = held.map((id) => ({ id, kind: 'candidates', mark: 'symbol', state: 'open', count: 0 }));
  const guide = {
    ballots,
    regions: [{ id: 'r', name: {} }],
    districts: [],
    seats: {
      code: codes,
      ballot: codes.map((code) => ballots.findIndex(({ id }) => code.startsWith(id))),
      region: codes.map(() => 0),
      district: codes.map(() => -1),
      name: {},
    },
  };
  return {
    region: 'r',
    isWhole: true,
    head: { guide, symbols: new Map(), parties: new Map() },
    shard: {
      region: 'r',
      contests,
      areas: areas.map((contestIds, i) => ({ id: `${i}`, contestIds })),
      candidates: {
        serial: [],
        name: {},
        party: [],
        symbol: [],
        photo: new Map(),
        sound: new Map(),
        withdrawn: new Set(),
      },
      endorsements: [],
      partyIds: [],
      symbolCodes: [],
      places: {},
    },
  } as unknown as HeldRegion;
}

const seen = (chosen: readonly string[], regions: readonly HeldRegion[]) => {
  const { known, asked, mayAdd } = voterBallots(chosen, regions);
  return {
    known: known.map(({ card }) => card.seat.code),
    asked: asked.map(({ seats }) => seats.map(({ code }) => code)),
    mayAdd,
  };
};

describe('a voter’s ballots', () => {
  it('joins the ballots that the table leaves no choice of, in the order of the guide', () => {
    expect(seen(['PA-1'], [region([['RF-1', 'PA-1', 'NA-1']])])).toEqual({
      known: ['PA-1', 'NA-1', 'RF-1'],
      asked: [],
      mayAdd: false,
    });
  });

  it('asks where several seats of a ballot are possible', () => {
    const held = region([
      ['NA-1', 'PA-1', 'RF-1'],
      ['NA-1', 'PA-2', 'RF-1'],
    ]);
    expect(seen(['NA-1'], [held])).toEqual({ known: ['NA-1', 'RF-1'], asked: [['PA-1', 'PA-2']], mayAdd: false });
    expect(seen(['NA-1', 'PA-2'], [held])).toEqual({ known: ['NA-1', 'PA-2', 'RF-1'], asked: [], mayAdd: false });
  });

  it('joins nothing that the chosen seats do not share', () => {
    const held = region([
      ['NA-1', 'PA-1', 'RF-1'],
      ['NA-2', 'PA-3'],
    ]);
    expect(seen(['NA-1', 'PA-3'], [held])).toEqual({ known: ['NA-1', 'PA-3'], asked: [], mayAdd: true });
  });

  it('lets the voter look for the other ballot where no table joins it', () => {
    expect(seen(['NA-1'], [region([])])).toEqual({ known: ['NA-1'], asked: [], mayAdd: true });
  });

  it('knows none while no seat is chosen, not even what everybody votes on', () => {
    expect(seen([], [region([['RF-1', 'NA-1']])])).toEqual({ known: [], asked: [], mayAdd: false });
  });

  it('joins nothing by the table of a region that holds none of the chosen seats', () => {
    const other = region([['NA-1', 'PA-3', 'NA-2']], ['NA-2', 'PA-3']);
    expect(seen(['NA-1'], [region([], ['NA-1']), other])).toEqual({ known: ['NA-1'], asked: [], mayAdd: true });
  });

  it('finds a seat in whichever region holds it', () => {
    expect(seen(['PA-2'], [region([], ['NA-1']), region([], ['PA-2'])]).known).toEqual(['PA-2']);
  });

  it('knows nothing of a seat that is not here', () => {
    expect(seen(['XX-9'], [region([])])).toEqual({ known: [], asked: [], mayAdd: false });
    expect(seen(['NA-1'], [])).toEqual({ known: [], asked: [], mayAdd: false });
  });
});
