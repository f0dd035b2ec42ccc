import { randomBytes } from 'node:crypto'
import type { RecipeName } from '../schema'
import type { Values } from './recipe'
import { recipes } from './recipes'

/** The configuration of an app that was just added, ready to be pasted, with where it belongs and how to try it. */
export function configurationFor(name: RecipeName, url: string, values: Omit<Values, 'origin' | 'random'>) {
  const recipe = recipes[name]
  const { origin } = new URL(url)
  return {
    for: name,
    app: recipe.app,
    tested: recipe.tested,
    basis: recipe.basis,
    place: recipe.place,
    text: recipe.configuration({ ...values, origin, random: randomBytes(32).toString('base64url') }),
    trial: recipe.trial(origin),
  }
}
