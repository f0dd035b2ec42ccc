import spectral from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'

/** What spectral's rules for OpenAPI find, those that are not switched on by default included; one line each. */
export async function lintOpenApi(document: object): Promise<string[]> {
  const linter = new spectral.Spectral()
  // Whom to write to is not in the configuration.
  linter.setRuleset({ extends: [[rulesets.oas as never, 'all']], rules: { 'contact-properties': 'off' } })
  const found = await linter.run(structuredClone(document) as Record<string, unknown>)
  return found.map(({ code, path, message }) => `${code} ${path.join('/')}: ${message}`)
}
