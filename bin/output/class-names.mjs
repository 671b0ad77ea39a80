// What a class of a part is called in the build: its own name and a few letters of its file's, alike in every build of one
// source. The bundler's own names end in the line, so that an empty line in one style changed the entry.
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';

/**
 * @param {string} root the folder of the sources
 * @returns {(name: string, file: string) => string} throws where two files would share a name
 */
export function classNames(root) {
  const owners = new Map();
  return (name, file) => {
    const path = relative(root, file.split('?')[0]).split(sep).join('/');
    const mark = createHash('sha256').update(path).digest().readUInt32BE() % 36 ** 3;
    const called = `${name}${mark.toString(36)}`;
    const owner = owners.get(called);
    if (owner !== undefined && owner !== path) throw new Error(`${called} is a class of ${owner} and of ${path}`);
    owners.set(called, path);
    return called;
  };
}
