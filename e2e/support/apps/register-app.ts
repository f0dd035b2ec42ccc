import { documentedParts } from '../documents/documented-code'
import type { Site } from '../servers/site'
import { runCommand } from './an-app'

type Added = {
  client: { id: string }
  secret: string | null
  issuer: string
  configuration: { text: string } | null
}

/**
 * Adds an app with the command that docs/apps.md has under that heading. `place`: where the app is, in the document and here.
 * `configuration` is what the command prints for the app, which the document has too.
 */
export async function registerAsDocumented(site: Site, heading: string, place: { there: string; here: string }) {
  const command = documentedParts('docs/apps.md', heading, 'sh')
    .flatMap((part) => part.split('\n'))
    .find((line) => line.startsWith('npx rekey clients add '))
  if (!command) throw new Error(`docs/apps.md adds no app under “${heading}”.`)
  const words = command.replaceAll(place.there, place.here).replaceAll("'", '').split(' ').slice(2)
  const { client, secret, issuer, configuration } = await runCommand<Added>(site, words)
  return { id: client.id, secret: secret ?? '', issuer, configuration: configuration?.text ?? '' }
}
