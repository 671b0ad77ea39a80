// What a mirror's torrent is called, and which mirrors can be its web seeds. BEP 19.

/** What a torrent is called, and who seeds it over the web. */
export interface TorrentPlace {
  /** The folder that a download makes. */
  readonly name: string;
  /** Addresses that end in "/"; with the name and a file's path behind it each is where a mirror has that file. */
  readonly seeds: readonly string[];
}

/**
 * Where a client looks for a file is fixed by BEP 19: seed + name + "/" + path. So a mirror at https://a.example/guide/
 * seeds a torrent called "guide" from https://a.example/, and one at the top of its host can seed none.
 * @param mirrors as the guide lists them
 * @param otherwise the name where no mirror can be a seed
 */
export function torrentPlace(
  mirrors: readonly { readonly kind: string; readonly url: string }[],
  otherwise: string,
): TorrentPlace {
  const places = mirrors.flatMap(({ kind, url }) => {
    const [, seed, name] = /^(https:\/\/[^?#{}]+\/)([A-Za-z0-9][A-Za-z0-9._-]*)\/?$/.exec(url) ?? [];
    return kind === 'static' && seed !== undefined && name !== undefined ? [{ seed, name }] : [];
  });
  const name = places[0]?.name ?? otherwise;
  return { name, seeds: [...new Set(places.filter((place) => place.name === name).map(({ seed }) => seed))] };
}
