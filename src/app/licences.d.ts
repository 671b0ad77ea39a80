// What bin/plugins/shipped-licences.mjs makes of the lockfile.
declare module '*?licences' {
  export const packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    /** Whose it is: the copyright line. */
    readonly notice: string;
  }[];
  /** Each text once, with the packages that it goes for. */
  export const texts: readonly { readonly names: readonly string[]; readonly text: string }[];
}
