// What bin/plugins/carrier-shell.mjs makes of src/panel.
declare module '*?shell' {
  export const script: string;
  export const style: string;
}
