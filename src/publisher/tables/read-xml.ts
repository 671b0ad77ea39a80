// XML as a stream of elements, bounded. saxes parses (XML 1.0, fifth edition); a document type is refused unread, so there
// are no entities but the five that XML has itself.
import { SaxesParser } from 'saxes';
import { FaultError } from '../content/fault.ts';
import { decodeText } from './decode-text.ts';

/** What a reader hears; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  /** Text between tags, in pieces. */
  text?(text: string): void;
}

const maxDepth = 64;
const maxElements = 6_000_000;
/** A tree keeps every element, some hundred bytes each: the largest feed known has 30,000. */
const maxTreeElements = 1_000_000;
const maxAttributes = 100;

/**
 * @param bytes a whole document, in any encoding that decodeText knows
 * @param file its name, for messages
 * @param most elements
 * @throws FaultError `broken-xml`, `xml-doctype`, `too-deep`, `too-many-elements`, `too-many-attributes`, and what decodeText throws
 */
export function readXml(bytes: Uint8Array, file: string, listener: XmlListener, most = maxElements): void {
  const { text } = decodeText(bytes, file);
  const parser = new SaxesParser({ fragment: false, position: true });
  const fail = (code: string, message: string, fix: string): never => {
    throw new FaultError([{ severity: 'error', code, file, row: parser.line, message, fix }]);
  };
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  parser.on('error', () => fail('broken-xml', 'the XML is damaged from this line on', 'fetch or export it again'));
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    if (++attributes > maxAttributes)
      fail('too-many-attributes', 'an element has too many attributes', 'this is no list');
  });
  parser.on('doctype', () =>
    fail('xml-doctype', 'it declares a document type, which lists never need', 'remove the line "<!DOCTYPE …>"'),
  );
  parser.on('opentag', ({ name, attributes: given }) => {
    depth++;
    elements++;
    if (depth > maxDepth) fail('too-deep', `elements stand more than ${maxDepth} deep`, 'this is no list');
    if (elements > most) fail('too-many-elements', `there are more than ${most} elements`, 'split it');
    listener.open?.(localName(name), given as Readonly<Record<string, string>>);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    listener.close?.(localName(name));
  });
  const hear = (piece: string): void => listener.text?.(piece);
  parser.on('text', hear);
  parser.on('cdata', hear);
  parser.write(text).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An element with what is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Its own text, trimmed; that of its children is theirs. */
  text: string;
}

/** A whole document as elements. @throws FaultError as readXml */
export function readXmlTree(bytes: Uint8Array, file: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  readXml(
    bytes,
    file,
    {
      open(name, attributes) {
        const element = { name, attributes, children: [], text: '' };
        open[open.length - 1]?.children.push(element);
        open.push(element);
      },
      close() {
        const element = open.pop();
        if (element) element.text = element.text.trim();
      },
      text(piece) {
        const element = open[open.length - 1];
        if (element) element.text += piece;
      },
    },
    maxTreeElements,
  );
  return top.children[0] ?? top;
}
