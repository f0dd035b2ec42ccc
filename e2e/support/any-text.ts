import fc from 'fast-check'

const SURROGATES = [0xd800, 0xdfff] as const
const codePoint = fc.oneof(
  fc.integer({ min: 0, max: SURROGATES[0] - 1 }),
  fc.integer({ min: SURROGATES[1] + 1, max: 0x10ffff }),
)

/**
 * Any text of Unicode. The same as `unit: 'binary'` of fast-check's strings, for which each process makes a table of all code points
 * first, in almost a second.
 */
export const anyText = (lengths: { maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: codePoint.map((code) => String.fromCodePoint(code)), ...lengths })
