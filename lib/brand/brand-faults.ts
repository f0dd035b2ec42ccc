import type { z } from 'zod'
import { editDistance } from '@/lib/rules/edit-distance'
import { brandFile } from './schema'

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
