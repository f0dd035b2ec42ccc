/** Drops invisible characters that change how others look: controls, bidi overrides and zero-width ones (scripts need joiners). */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .trim()
}
