import { readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { test } from 'playwright/test'
import { parse } from 'yaml'
import { dockerfile, exec, type Step, stages } from '@/e2e/support/servers/image-layout'
import { neutral } from '@/e2e/support/servers/neutral-environment'
import { expect } from '@/test/expect'

type Service = {
  image?: string
  build?: string
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: object
  cap_drop?: string[]
  security_opt?: string[]
  read_only?: boolean
  privileged?: boolean
}
const compose = readFileSync('compose.yaml', 'utf8')

test('the Dockerfile follows our rules [G6 L1]', () => {
  expect(faultsOf(dockerfile())).toEqual([])
})

/** A change to one line, and the rule that must notice it. */
const planted: [from: string | RegExp, to: string, fault: string][] = [
  ['node:24-bookworm-slim', 'node:latest', 'pinned'],
  ['node:24-bookworm-slim', 'node', 'pinned'],
  ['USER node', 'USER root', 'root'],
  ['USER node\n', '', 'root'],
  ['USER node', 'USER 0:0', 'root'],
  ['COPY . .', 'ADD https://example.com/x.tar /x', 'ADD'],
  ['COPY . .', 'COPY --chown=node . .', 'writable'],
  ['ENV NODE_ENV', 'ENV AUTH_SECRET=abc NODE_ENV', 'secret'],
  ['WORKDIR /app', 'WORKDIR /app\nARG SMTP_PASSWORD', 'secret'],
  ['CMD ["node", "dist/server.mjs"]', 'CMD node dist/server.mjs', 'exec form'],
  [/HEALTHCHECK.*\n.*\n/, '', 'HEALTHCHECK'],
  ['RUN npm run build', 'RUN apt-get update && apt-get install -y --no-install-recommends curl', 'lists'],
  ['RUN npm run build', 'RUN sudo npm run build', 'sudo'],
  ['npm ci ', 'npm install ', 'locked'],
  ['WORKDIR /app', 'WORKDIR app', 'lint'],
  ['EXPOSE 3000', 'EXPOSE many', 'lint'],
]
for (const [from, to, fault] of planted) {
  test(`a Dockerfile with ${JSON.stringify(to)} in place of ${String(from).trim()} is refused (${fault})`, () => {
    const changed = dockerfile().replace(from, to)
    expect(changed).not.toBe(dockerfile())
    expect(faultsOf(changed).join('\n')).toContain(fault)
  })
}

test('compose.yaml starts confined services, reachable only from this machine, and contains no secret [G5 G6 L1]', () => {
  const { services, volumes } = parse(compose) as { services: Record<string, Service>; volumes: object }
  expect(Object.keys(services)).toEqual(['app', 'db', 'mailbox'])
  for (const [name, service] of Object.entries(services)) {
    expect([name, service.read_only, service.cap_drop, service.privileged]).toEqual([name, true, ['ALL'], undefined])
    expect(service.security_opt).toContain('no-new-privileges:true')
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
    if (!service.build) expect(service.image).toMatch(/:v?\d+(\.\d+)?(-\w+)?$/)
    for (const [key, value] of Object.entries(service.environment ?? {}))
      if (/SECRET|_PASSWORD|TOKEN$|_KEY/.test(key))
        expect([key, value]).toEqual([key, expect.stringMatching(/^\$\{\w+:(\?[^}]*|-)\}$/)])
  }
  expect(Object.keys(neutral)).toEqual(expect.arrayContaining(Object.keys(services.app!.environment!)))
  const { app, db } = services as { app: Service; db: Service }
  expect([app.depends_on, db.ports, db.healthcheck]).toEqual([
    { db: { condition: 'service_healthy' } },
    undefined,
    expect.objectContaining({ test: expect.arrayContaining(['pg_isready']) }),
  ])
  // The server's role owns nothing; only migrations use the role that owns the tables.
  expect([app.environment!.DATABASE_URL, app.environment!.MIGRATE_DATABASE_URL]).toEqual([
    expect.stringMatching(/^postgres:\/\/rekey_app:\$\{APP_PASSWORD:\?\}@db/),
    expect.stringMatching(/^postgres:\/\/rekey_owner:\$\{OWNER_PASSWORD:\?\}@db/),
  ])
  const named = Object.values(services).flatMap((each) => (each.volumes ?? []).map((volume) => volume.split(':')[0]!))
  expect(named.filter((volume) => !volume.startsWith('./')).sort()).toEqual(Object.keys(volumes).sort())
})

test('neither git nor the image includes local settings [G6]', () => {
  const ignored = (file: string) => readFileSync(file, 'utf8').split('\n')
  expect(ignored('.gitignore')).toEqual(expect.arrayContaining(['.env', '.env*.local', '.data/', 'dist/']))
  expect(ignored('.dockerignore')).toEqual(
    expect.arrayContaining(['.env*', '.data', '.git', '.next', 'dist', 'node_modules']),
  )
})

function faultsOf(text: string): string[] {
  const all = stages(text)
  const last = all.at(-1) ?? []
  const steps = all.flat()
  const runs = steps.filter(({ keyword }) => keyword === 'RUN')
  const user = last.findLast(({ keyword }) => keyword === 'USER')
  const given = (keyword: string) => last.some((step) => step.keyword === keyword)
  const rules: Record<string, boolean> = {
    'a base image is not pinned to a version': !basesOf(text, steps).every((base) =>
      /:\d+[\w.-]*$|@sha256:/.test(base),
    ),
    'it runs as root': !user || /^(root|0)(:|$)/.test(user.words[0] ?? ''),
    'ADD downloads or unpacks files that nobody has reviewed': steps.some(({ keyword }) => keyword === 'ADD'),
    'its files are writable by the user that runs it': steps.some(({ flags }) => 'chown' in flags),
    'it contains a secret': steps.some(
      ({ keyword, text }) => /^(ENV|ARG)$/.test(keyword) && /SECRET|PASSWORD|TOKEN|_KEY/i.test(text),
    ),
    'CMD is not in exec form, so a shell receives the signals': !last.some(
      ({ keyword, text }) => keyword === 'CMD' && exec(text),
    ),
    'there is no HEALTHCHECK': !given('HEALTHCHECK'),
    'the package lists of apt are kept': runs.some(
      ({ text }) => /apt-get/.test(text) && !/rm -rf \/var\/lib\/apt\/lists/.test(text),
    ),
    'sudo is used': runs.some(({ text }) => /\bsudo\b/.test(text)),
    'packages are not installed from the locked versions': runs.some(({ text }) =>
      /npm (install|i|update)\b/.test(text),
    ),
  }
  const broken = Object.keys(rules).filter((rule) => rules[rule])
  return [...broken, ...validate(text).map(({ message }) => `lint: ${message}`)]
}

/** The base images of the stages, with the value of ARG filled in. */
function basesOf(text: string, steps: Step[]): string[] {
  const [, value = ''] = /^ARG NODE=(\S+)$/m.exec(text) ?? []
  return steps.filter(({ keyword }) => keyword === 'FROM').map(({ words }) => words[0]!.replace(/^\$\{NODE\}$/, value))
}
