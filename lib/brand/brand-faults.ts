import type { z } from 'zod'
import { editDistance } from '@/lib/rules/edit-distance'
import { contrast, shades } from './contrast'
import { brandFile } from './schema'

const LEAST_CONTRAST = 4.5
const FARTHEST_TYPO = 2

/** What is wrong with one name of brand.json; an unknown name comes with the one that was probably meant. */
export function faultsOfIssue(issue: z.core.$ZodIssue): string[] {
  const name = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys')
    return [name ? `brand.json: ${name} ${issue.message}` : `brand.json ${issue.message}`]
  const names = name === 'colors' || name === 'links' ? brandFile.shape[name].unwrap().shape : brandFile.shape
  const prefix = name ? `${name}.` : ''
  return issue.keys.map((key) => {
    const nearest = nearestOf(key, Object.keys(names))
    // Escaped, because a name in JSON may contain line breaks, and each fault is one line.
    const unknown = `brand.json: ${JSON.stringify(prefix + key)} is unknown`
    return nearest
      ? `${unknown}. Rename it to "${prefix}${nearest}"`
      : `${unknown}. The known names are ${Object.keys(names).join(', ')}`
  })
}

function nearestOf(key: string, names: string[]): string | undefined {
  const typed = key.toLowerCase().replace(/[^a-z]/g, '')
  const distances = names.map((name) => ({ name, distance: editDistance(typed, name.replace('_', '')) }))
  const [nearest] = distances.sort((one, other) => one.distance - other.distance)
  return nearest && nearest.distance <= FARTHEST_TYPO ? nearest.name : undefined
}

/** Names the worst contrast of each color: people with low vision could not read links or buttons in it. */
export function contrastFaults(colors: { light?: string; dark?: string } = {}): string[] {
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const color = colors[scheme]
    if (!color) return []
    const all = Object.entries(shades[scheme]).map(([what, shade]) => ({ what, shade, ratio: contrast(color, shade) }))
    const [worst] = all.sort((one, other) => one.ratio - other.ratio)
    if (!worst || worst.ratio >= LEAST_CONTRAST) return []
    const { what, shade, ratio } = worst
    // Rounded down, so that 4.496 is not shown as the 4.5 that is required.
    const figure = (Math.floor(ratio * 100) / 100).toFixed(2)
    const fault = `brand.json: colors.${scheme} is ${color}, whose contrast with the ${what} (${shade}) is ${figure}:1`
    return [`${fault}. Choose a ${scheme === 'light' ? 'darker' : 'lighter'} color, with at least ${LEAST_CONTRAST}:1`]
  })
}
