const LEAST_CONTRAST = 4.5

/** A shade of the design and the text that a branded button has in it. The same values as in app/globals.css. */
export const shades = {
  light: { page: '#f6f7f9', card: '#ffffff', notice: '#eef6ff', 'button text': '#ffffff' },
  dark: { page: '#0e1014', card: '#171a21', notice: '#152238', 'button text': '#14171f' },
}

/** The lowest contrast of a color, if people with low vision could not read links or buttons in it. */
export function contrastFault(scheme: keyof typeof shades, color: string): string | undefined {
  const all = Object.entries(shades[scheme]).map(([what, shade]) => ({ what, shade, ratio: contrast(color, shade) }))
  const [worst] = all.sort((one, other) => one.ratio - other.ratio)
  if (!worst || worst.ratio >= LEAST_CONTRAST) return undefined
  const { what, shade, ratio } = worst
  // Rounded down, so that 4.496 is not shown as the 4.5 that is required.
  const figure = (Math.floor(ratio * 100) / 100).toFixed(2)
  const wanted = scheme === 'light' ? 'darker' : 'lighter'
  return `is ${color}, whose contrast with the ${what} (${shade}) is ${figure}:1. Choose a ${wanted} color, with at least ${LEAST_CONTRAST}:1`
}

/** The contrast of two colors, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
