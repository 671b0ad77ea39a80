// A model of how an edition spreads over a country, in steps of an hour: phones in settlements, some online, some with the
// app, volunteers who carry files, and meetings in which one phone hands the guide to another. Chance is drawn from a
// seed, so that a run can be repeated. docs/SPREAD.md says what each assumption is, and what the model leaves out.

/** What is assumed or measured of a country and of the guide. Shares are 0 to 1. */
export interface Assumptions {
  readonly adults: number;
  readonly adultsPerHousehold: number;
  /** Share of adults with a phone that runs the app. */
  readonly phoneShare: number;
  readonly phonesPerSettlement: number;
  /** Share of phones with internet while it spreads. */
  readonly onlineShare: number;
  /** Share of phones that have the app already. */
  readonly appShare: number;
  /** Looks for a newer edition a day, of an app that is online. */
  readonly looksPerDay: number;
  /** People an owner writes to a day, each of whom could be sent the page. */
  readonly chatsPerDay: number;
  /** Meetings a day with another owner of the same settlement, and of another. */
  readonly meetingsPerDay: number;
  readonly travelsPerDay: number;
  /** Share of meetings and chats in which a holder passes the guide on. */
  readonly offerShare: number;
  /** Seconds until two people have it begin, and how long they wait on average before they give up. */
  readonly setupSeconds: number;
  readonly patienceSeconds: number;
  /** What a hand to hand transfer moves, and how fast: a page by Bluetooth, a region by moving codes. */
  readonly pageBytes: number;
  readonly bluetoothBytesPerSecond: number;
  readonly codesBytes: number;
  readonly codesBytesPerSecond: number;
  /** For 100,000 adults. */
  readonly volunteers: number;
  /** Phones that a volunteer serves a day. */
  readonly servedPerDay: number;
  /** Mean hours until a volunteer has the file, where there is no network. */
  readonly courierHours: number;
}

export interface Run {
  /** Share of phones that hold the edition, and of adults with one in their household, by hour. */
  readonly phones: readonly number[];
  readonly adults: readonly number[];
  /** Share of phones that took it from a mirror. */
  readonly fromMirrors: number;
  /** Looks at a mirror that found nothing new yet. */
  readonly emptyLooks: number;
  /** Most phones that took it from a mirror within an hour. */
  readonly mostAnHour: number;
}

/** Of all settlements; the others are as these. */
const sampled = 3_000;
const hoursADay = 24;

/** Share of tries that last: a wait is given up at random, with that mean. */
export function successOf(seconds: number, patienceSeconds: number): number {
  return Math.exp(-seconds / patienceSeconds);
}

/** How likely a meeting of two moves the guide, once it is offered: two apps use what is quicker, others the page. */
export function transferShare(given: Assumptions): number {
  const { setupSeconds, patienceSeconds } = given;
  const page = successOf(setupSeconds + given.pageBytes / given.bluetoothBytesPerSecond, patienceSeconds);
  const codes = successOf(setupSeconds / 2 + given.codesBytes / given.codesBytesPerSecond, patienceSeconds);
  const both = given.appShare ** 2;
  return both * Math.max(page, codes) + (1 - both) * page;
}

/**
 * Runs the model from the hour in which a mirror has the edition.
 * @param hours how many to run
 * @throws RangeError where phones would appear or vanish: the model is broken
 */
export function spreadOf(given: Assumptions, hours: number, seed = 1): Run {
  const draw = drawer(seed);
  const { phonesPerSettlement: size, onlineShare, appShare } = given;
  // In four groups: online with the app, online without, offline with, offline without.
  const shares = [onlineShare * appShare, onlineShare * (1 - appShare), (1 - onlineShare) * appShare];
  const groups = shares.map((share) => Math.round(size * share));
  groups.push(size - sum(groups));
  const lacking = Array.from({ length: sampled }, () => [...groups]);
  const total = sampled * size;
  const works = transferShare(given);
  const perHour = (aDay: number): number => aDay / hoursADay;
  const volunteersHere = ((given.volunteers / 100_000) * size) / given.phoneShare;
  const phones: number[] = [];
  const adults: number[] = [];
  let [held, heldOnline, fromMirrors, emptyLooks, mostAnHour] = [0, 0, 0, 0, 0];

  for (let hour = 0; hour < hours; hour++) {
    const country = held / total;
    const onlineCountry = onlineShare > 0 ? heldOnline / (total * onlineShare) : 0;
    const looks = 1 - Math.exp(-perHour(given.looksPerDay));
    const chats = perHour(given.chatsPerDay) * given.offerShare * onlineCountry;
    // With some network near, volunteers have it at once; without, couriers bring it.
    const reached = onlineShare > 0 ? 1 : 1 - Math.exp(-(hour + 1) / given.courierHours);
    const served = perHour(given.servedPerDay) * volunteersHere * reached;
    let looked = 0;
    for (const left of lacking) {
      const rest = sum(left);
      if (rest === 0) continue;
      const here = 1 - rest / size;
      const met =
        (perHour(given.meetingsPerDay) * here + perHour(given.travelsPerDay) * country) * given.offerShare * works;
      const byHand = met + served / size;
      for (let group = 0; group < left.length; group++) {
        const many = left[group] ?? 0;
        const isOnline = group < 2;
        const look = group === 0 ? looks : 0;
        const chance = 1 - (1 - look) * Math.exp(-byHand - (isOnline ? chats : 0));
        if (many === 0 || chance === 0) continue;
        const took = draw(many, chance);
        left[group] = many - took;
        held += took;
        if (isOnline) heldOnline += took;
        if (group === 0) looked += took * (look / chance);
      }
    }
    emptyLooks += perHour(given.looksPerDay) * (sampled * (groups[0] ?? 0) - sum(lacking.map(([first = 0]) => first)));
    fromMirrors += looked;
    mostAnHour = Math.max(mostAnHour, looked);
    const share = held / total;
    if (share < 0 || share > 1 || held !== total - sum(lacking.map(sum)))
      throw new RangeError('phones are counted once');
    phones.push(share);
    adults.push(adultsOf(lacking, given));
  }
  const scale = (given.adults * given.phoneShare) / total;
  return {
    phones,
    adults,
    fromMirrors: fromMirrors / total,
    emptyLooks: emptyLooks * scale,
    mostAnHour: mostAnHour * scale,
  };
}

/** Share of adults in whose household a phone holds it, settlement by settlement. */
function adultsOf(lacking: readonly (readonly number[])[], given: Assumptions): number {
  const { phonesPerSettlement: size, phoneShare, adultsPerHousehold } = given;
  const shares = lacking.map((left) => 1 - (1 - phoneShare * (1 - sum(left) / size)) ** adultsPerHousehold);
  return sum(shares) / shares.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

/** How many of `many` a chance meets: exact for few, the normal curve for many. */
function drawer(seed: number): (many: number, chance: number) => number {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return (many, chance) => {
    if (many === 0 || chance <= 0) return 0;
    if (chance >= 1) return many;
    const mean = many * chance;
    if (mean < 12 || many - mean < 12) {
      // By the gaps between hits, so that it costs as many draws as there are hits.
      let hits = 0;
      const rare = chance <= 0.5 ? chance : 1 - chance;
      for (let at = gap(random(), rare); at < many; at += 1 + gap(random(), rare)) hits++;
      return chance <= 0.5 ? hits : many - hits;
    }
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return Math.min(many, Math.max(0, Math.round(mean + normal * Math.sqrt(mean * (1 - chance)))));
  };
}

/** Misses before the next hit. */
function gap(random: number, chance: number): number {
  return Math.floor(Math.log(random) / Math.log(1 - chance));
}

/** The first hour in which so many have it; null for never within the run. */
export function hourOf(shares: readonly number[], wanted: number): number | null {
  const hour = shares.findIndex((share) => share >= wanted);
  return hour < 0 ? null : hour + 1;
}
