import spectral from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'

/** The findings of all of spectral's OpenAPI rules, including those that are off by default; one line each. */
export async function lintOpenApi(document: object): Promise<string[]> {
  const linter = new spectral.Spectral()
  // The configuration has no contact address.
  linter.setRuleset({ extends: [[rulesets.oas as never, 'all']], rules: { 'contact-properties': 'off' } })
  const found = await linter.run(structuredClone(document) as Record<string, unknown>)
  return found.map(({ code, path, message }) => `${code} ${path.join('/')}: ${message}`)
}
