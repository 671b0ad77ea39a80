// What bin/plugins/carrier-shell.mjs makes of src/carrier and src/seat-page.
declare module '*?shell' {
  export const script: string;
  export const style: string;
}
