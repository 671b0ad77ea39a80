// Which ink can be read on a colour that a guide chose.

/** Relative luminance of "#rrggbb", 0 to 1. @source WCAG 2.2, relative luminance */
export function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Whether white is read better on it than black: one of them stands out 4.5 to one from any colour. */
export function isDark(colour: string): boolean {
  const light = luminance(colour);
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05;
}
