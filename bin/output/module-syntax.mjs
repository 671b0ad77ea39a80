// What classic-entry.mjs asks of a parsed module: its imports and exports, and whether a name of its top level ever changes.
// A tree is ESTree's, as the bundler gives it; places are offsets in the text.

/** @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: any }} Node */

/** @param {Node} tree @returns {readonly Node[]} */
export function staticImports(tree) {
  return tree.body.filter(
    (/** @type {Node} */ { type, source }) => type === 'ImportDeclaration' || (/^Export/.test(type) && source),
  );
}

/**
 * The one list of exports that a bundler writes at the end of a file.
 * @param {Node} tree
 */
export function exportsOf(tree) {
  const all = tree.body.filter((/** @type {Node} */ { type }) => type.startsWith('Export'));
  const last = tree.body.at(-1);
  if (all.length === 0) return { from: tree.end, names: [] };
  if (all.length > 1 || all[0] !== last || last.declaration || last.type !== 'ExportNamedDeclaration') {
    throw new Error('classic-entry: exports that are no list at the end');
  }
  const names = last.specifiers.map((/** @type {Node} */ { local, exported }) => ({
    local: String(local.name),
    exported: String(exported.name ?? JSON.stringify(exported.value)),
  }));
  return { from: last.start, names: /** @type {{ local: string, exported: string }[]} */ (names) };
}

/**
 * Imports of one file, as pairs of a pattern that takes the same names from an object.
 * @param {Node} tree
 * @param {(path: string) => boolean} isWanted
 */
export function fixedImports(tree, isWanted) {
  const wanted = staticImports(tree).filter(({ source }) => isWanted(source.value));
  return wanted.map(({ type, start, end, specifiers = [] }) => {
    const pairs = specifiers.map((/** @type {Node} */ { type: kind, imported, local }) => {
      if (kind !== 'ImportSpecifier') throw new Error('classic-entry: an import that is no list of names');
      return `${imported.name ?? JSON.stringify(imported.value)}:${local.name}`;
    });
    if (type !== 'ImportDeclaration') throw new Error('classic-entry: a later file exports what the entry has');
    return { start, end, pairs };
  });
}

/** What is read of `import.meta`, in the order of the text. @param {Node} tree */
export function metaReads(tree) {
  /** @type {{ readonly start: number, readonly end: number, readonly name: string }[]} */
  const found = [];
  walk(tree, ({ type, object, property, start, end }) => {
    if (type === 'MemberExpression' && object.type === 'MetaProperty') found.push({ start, end, name: property.name });
  });
  return found.sort((a, b) => a.start - b.start);
}

/** @param {Node} tree */
export function namesIn(tree) {
  const names = new Set();
  walk(tree, (node) => void (node.type === 'Identifier' && names.add(node.name)));
  return names;
}

/**
 * Whether a name of the top level may get another value after the module has run: by an assignment in a function, where no
 * inner name hides it.
 * @param {Node} tree
 * @param {string} name
 */
export function isReassigned(tree, name) {
  let isFound = false;
  /** @param {Node} node @param {boolean} isInside of a function */
  const look = (node, isInside) => {
    if (isFound || (node !== tree && declares(node, name))) return;
    const target =
      node.type === 'AssignmentExpression'
        ? node.left
        : node.type === 'UpdateExpression'
          ? node.argument
          : isLoop(node)
            ? node.left
            : null;
    if (isInside && target && targetNames(target).includes(name)) isFound = true;
    for (const child of childrenOf(node)) look(child, isInside || isFunction(node));
  };
  look(tree, false);
  return isFound;
}

/** @param {Node} node */
const isFunction = ({ type }) => /Function/.test(type) || type === 'PropertyDefinition' || type === 'StaticBlock';
/** @param {Node} node */
const isLoop = ({ type, left }) => /^For(In|Of)Statement$/.test(type) && left.type !== 'VariableDeclaration';

/** Whether a scope begins at this node in which the name is another one. @param {Node} node @param {string} name */
function declares(node, name) {
  if (/Function/.test(node.type)) {
    const own = node.type === 'FunctionExpression' && node.id?.name === name;
    return (
      own ||
      node.params.flatMap(targetNames).includes(name) ||
      (node.body.type === 'BlockStatement' && varNames(node.body).includes(name))
    );
  }
  if (node.type === 'ClassExpression') return node.id?.name === name;
  if (node.type === 'CatchClause') return node.param ? targetNames(node.param).includes(name) : false;
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock')
    return node.body.flatMap(lexicalNames).includes(name);
  if (node.type === 'SwitchStatement')
    return node.cases.flatMap((/** @type {Node} */ each) => each.consequent.flatMap(lexicalNames)).includes(name);
  if (/^For/.test(node.type))
    return [node.init, node.left].flatMap((each) => (each ? lexicalNames(each) : [])).includes(name);
  return false;
}

/** `let`, `const`, classes and functions of one statement. @param {Node} statement @returns {string[]} */
function lexicalNames({ type, kind, declarations, id }) {
  if (type === 'VariableDeclaration')
    return kind === 'var' ? [] : declarations.flatMap((/** @type {Node} */ each) => targetNames(each.id));
  return (type === 'FunctionDeclaration' || type === 'ClassDeclaration') && id ? [id.name] : [];
}

/** What `var` declares in a function, at any depth. @param {Node} node @returns {string[]} */
function varNames(node) {
  if (/Function|Class/.test(node.type)) return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var'
      ? node.declarations.flatMap((/** @type {Node} */ each) => targetNames(each.id))
      : [];
  return [...own, ...childrenOf(node).flatMap(varNames)];
}

/** The names that a pattern gives values to. @param {Node | null} node @returns {string[]} */
function targetNames(node) {
  if (!node) return [];
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'AssignmentPattern') return targetNames(node.left);
  if (node.type === 'RestElement') return targetNames(node.argument);
  if (node.type === 'ArrayPattern') return node.elements.flatMap(targetNames);
  if (node.type === 'ObjectPattern')
    return node.properties.flatMap((/** @type {Node} */ each) => targetNames(each.value ?? each));
  return [];
}

/** @param {Node} node @param {(node: Node) => void} see */
function walk(node, see) {
  see(node);
  for (const child of childrenOf(node)) walk(child, see);
}

/** @param {Node} node @returns {Node[]} */
function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === 'string');
}
