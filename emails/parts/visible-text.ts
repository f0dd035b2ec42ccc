/** Drops what is not seen but steers what is: controls, bidi overrides, zero-width characters (joiners are letters' own). */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .trim()
}
