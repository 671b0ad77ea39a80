// What bin/carrier-shell.mjs makes of src/carrier.
declare module '*?shell' {
  export const script: string;
  export const style: string;
}
