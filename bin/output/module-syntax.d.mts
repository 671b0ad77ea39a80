/** A node of a parsed module, as ESTree describes it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export function isReassigned(tree: Node, name: string): boolean;
