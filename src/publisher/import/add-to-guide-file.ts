// Adds ballots, languages and endorsers that a list brought to guide.yaml, leaving its comments and its order as they are.
import { isSeq, parseDocument, type YAMLSeq } from 'yaml';

/** Calm colours that differ, also in brightness; the publisher sets the ones of the paper. */
const colours = ['#2e7d32', '#5c6bc0', '#8d6e63', '#00838f', '#ad1457', '#9e9d24', '#455a64', '#6a1b9a'];

/**
 * @param yaml guide.yaml as it is
 * @param add ids of ballots and endorsers, tags of languages, that it lacks
 * @param taken how many ballots it has
 */
export function addToGuideFile(
  yaml: string,
  add: {
    readonly ballots: readonly string[];
    readonly languages: readonly string[];
    readonly endorsers?: readonly string[];
  },
  taken: number,
): string {
  const { endorsers = [] } = add;
  if (add.ballots.length + add.languages.length + endorsers.length === 0) return yaml;
  const document = parseDocument(yaml);
  const sequence = (name: string): YAMLSeq => {
    const found = document.get(name);
    if (isSeq(found)) return found;
    const made = document.createNode([]);
    document.set(name, made);
    return made;
  };
  for (const language of add.languages) sequence('languages').add(document.createNode(language));
  const ballots = sequence('ballots');
  for (const id of endorsers) {
    const list = sequence('endorsers');
    list.flow = false;
    list.add(document.createNode({ id, name: { en: id } }));
  }
  add.ballots.forEach((id, i) => {
    // An empty list is written "[]"; a ballot has several lines.
    ballots.flow = false;
    const colour = colours[(taken + i) % colours.length];
    ballots.add(document.createNode({ id, name: { en: id }, short: { en: id }, colour }));
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
