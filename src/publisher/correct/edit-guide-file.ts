// Notices and the end of an election in guide.yaml, its comments and its order left as they are.
import { type Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { Notice } from '../../core/guide/pages.ts';

/** @returns guide.yaml with these notices before the others */
export function addNotices(yaml: string, added: readonly Notice[]): string {
  return edited(yaml, (document) => {
    const list = notices(document);
    list.flow = false;
    list.items.unshift(...added.map((notice) => document.createNode(notice)));
  });
}

/** @returns guide.yaml without a notice */
export function removeNotice(yaml: string, id: string): string {
  return edited(yaml, (document) => {
    const list = notices(document);
    list.items = list.items.filter((item) => !isMap(item) || item.get('id') !== id);
    if (list.items.length === 0) list.flow = true;
  });
}

/** @param over an ISO instant */
export function endElection(yaml: string, over: string): string {
  return edited(yaml, (document) => document.setIn(['election', 'calendar', 'over'], over));
}

/** @returns guide.yaml without the end of its election */
export function beginElection(yaml: string): string {
  return edited(yaml, (document) => void document.deleteIn(['election', 'calendar', 'over']));
}

function edited(yaml: string, edit: (document: Document) => void): string {
  const document = parseDocument(yaml);
  edit(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function notices(document: Document): YAMLSeq {
  const found = document.get('notices');
  if (isSeq(found)) return found;
  const made: YAMLSeq = document.createNode([]);
  document.set('notices', made);
  return made;
}
