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
 * Adds an app with the command that a document has under that heading. `place`: where the app is, in the document and here. `changed`:
 * a part of the command, and what takes its place. `configuration` is what the command prints for the app, which the document has too.
 */
export async function registerAsDocumented(
  site: Site,
  heading: string,
  place: { there: string; here: string },
  document = 'docs/apps.md',
  changed: [string, string] = ['', ''],
) {
  const command = documentedParts(document, heading, 'sh')
    .flatMap((part) => part.split('\n'))
    .find((line) => line.startsWith('npx rekey clients add '))
  if (!command?.includes(changed[0])) throw new Error(`${document} does not add that app under “${heading}”.`)
  const typed = command
    .replace(...changed)
    .replaceAll(place.there, place.here)
    .replaceAll("'", '')
  const { client, secret, issuer, configuration } = await runCommand<Added>(site, typed.split(' ').slice(2))
  return { id: client.id, secret: secret ?? '', issuer, configuration: configuration?.text ?? '' }
}
