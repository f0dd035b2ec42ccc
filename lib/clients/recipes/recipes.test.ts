import { readFileSync } from 'node:fs'
import { documentedParts } from '@/e2e/support/documents/documented-code'
import { expect, test } from '@/test/unit'
import { clientFaults } from '../client-faults'
import { recipeNames } from '../schema'
import { recipes } from './recipes'

const origin = 'https://app.example.com'
const values = { origin, issuer: 'https://accounts.example.com', id: 'app_1', secret: 'S3cret_-', random: 'r4ndom_-' }

for (const name of recipeNames) {
  const recipe = recipes[name]

  test(`what the recipe for ${name} registers could be registered by hand, for its own origin alone [P42]`, () => {
    const { pkce, ...uris } = recipe.register(origin)
    expect(clientFaults(recipe.kind, { ...uris, pkce })).toEqual({})
    const registered = [...uris.redirect_uris, ...(uris.post_logout_uris ?? []), uris.backchannel_uri ?? []].flat()
    expect(registered.filter((uri) => !uri.startsWith(`${origin}/`))).toEqual([])
    expect(uris.redirect_uris.length).toBeGreaterThan(0)
  })

  test(`the configuration for ${name} is complete: it has the values, and nothing is left to be filled in [P42]`, () => {
    const text = recipe.configuration(values)
    // A proxy only asks about its host. Its app has no secret, and Rekey does the rest.
    for (const needed of recipe.kind === 'proxy' ? [new URL(origin).host] : [values.issuer, values.id, values.secret])
      expect(text).toContain(needed)
    expect(text).not.toMatch(/…|<[a-z]|\b[Yy]our\b|undefined|\[object|\$\{/)
    expect(text.endsWith('\n')).toBe(true)
    const hosts = [...text.matchAll(/https?:\/\/([^/\s"]+)/g)].map(([, host]) => host)
    const known = ['app.example.com', 'accounts.example.com', '127.0.0.1:3000;', '127.0.0.1:8080;', '127.0.0.1:3000']
    expect(hosts.filter((host) => !known.includes(host!))).toEqual([])
  })
}

type Place = { document?: string; heading: string; language: string; origin: string }
const ofProxies = { document: 'docs/behind-a-proxy.md', origin: 'https://wiki.example.com' }
const documented: Record<(typeof recipeNames)[number], Place> = {
  apache: { heading: 'Apache', language: 'apache', origin: 'https://wiki.example.com' },
  nginx: { ...ofProxies, heading: 'nginx', language: 'nginx' },
  caddy: { ...ofProxies, heading: 'Caddy', language: 'caddy' },
  'openid-client': { heading: 'Register your app', language: 'sh', origin: 'http://localhost:4000' },
  grafana: { heading: 'Grafana', language: 'ini', origin: 'https://grafana.example.com' },
  'oauth2-proxy': { heading: 'oauth2-proxy', language: 'toml', origin: 'https://app.example.com' },
  gitea: { heading: 'Gitea', language: 'sh', origin: 'https://git.example.com' },
}

for (const [name, place] of Object.entries(documented) as [keyof typeof documented, Place][]) {
  const { document = 'docs/apps.md' } = place
  test(`${document} has the configuration for ${name} as the command prints it, and whether it was run [P42]`, () => {
    const recipe = recipes[name]
    const unfilled = { ...values, origin: place.origin, id: 'app_…', secret: '…', random: '…' }
    const parts = documentedParts(document, place.heading, place.language)
    expect(parts).toContain(recipe.configuration(unfilled))
    const [command] = documentedParts(document, place.heading, 'sh')
    expect(command).toMatch(new RegExp(`^npx rekey clients add \\w+ --for ${name} ${place.origin}( --|\n)`))
    const rows = readFileSync('docs/apps.md', 'utf8').split('\n')
    const row = rows.find((line) => line.startsWith('| `') && line.split(' | ')[0]?.includes(`\`${name}\``))
    expect(row?.split(' | ')[2]).toMatch(recipe.tested ? /^yes/ : /^no: /)
  })
}
