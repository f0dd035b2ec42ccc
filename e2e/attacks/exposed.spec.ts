import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { eachOf, sendRequest } from '../support/requests/send-request'
import { startSite } from '../support/servers/site'
import { expect, test, withoutApps } from '../support/test'

test.use({ environment: withoutApps })

const STATIC = path.resolve(import.meta.dirname, '../../.next/static')

/** What scanners look for: sources, settings, histories, consoles, documents and the admin pages of other products. */
const wordlist = `
.env .env.local .env.production .env.development .env.bak .env.example .env.local.example .git/HEAD .git/config .git/index
.gitignore .github/workflows/ci.yml .gitlab-ci.yml .svn/entries .hg/store .DS_Store .editorconfig .npmrc .yarnrc .nvmrc .htaccess
.htpasswd .well-known/openid-configuration .vscode/settings.json .idea/workspace.xml .dockerenv Dockerfile
docker-compose.yml Makefile README.md LICENSE CONTRIBUTING.md package.json package-lock.json yarn.lock pnpm-lock.yaml tsconfig.json
next.config.js next.config.mjs biome.json knip.json playwright.config.ts drizzle.config.ts server/main.ts dist/server.mjs instrumentation.ts
middleware.ts app/layout.tsx app/login/action.ts lib/config.ts db/schema.ts db/migrations/0000_first.sql db.sqlite
backup.sql dump.sql database.sql backup.zip backup.tar.gz site.tar.gz www.zip .data/secret .data/db .data/mail data/secret
_next _next/static _next/static/chunks _next/server _next/source _next/cache _next/build-manifest.json _next/trace _next/BUILD_ID
_next/server/server-reference-manifest.json _next/required-server-files.json _next/prerender-manifest.json
_next/routes-manifest.json _next/webpack-hmr _next/hmr _next/image _next/data _next/mcp _next/static/../BUILD_ID
_next/static/%2e%2e/BUILD_ID _next/static/..%2fBUILD_ID _next/static/..%5cBUILD_ID _next/static/development/_devMiddlewareManifest.json
.next .next/BUILD_ID .next/server/app/login/page.js .next/static .next/trace __nextjs_original-stack-frames
__nextjs_source-map __nextjs_launch-editor __nextjs_error_feedback __nextjs_font __nextjs_restart_dev
node_modules node_modules/next/package.json public static assets uploads files src dist build coverage test tests test-results
dev dev/mailbox dev/mailbox/1 api/dev/mailbox api/dev api/mailbox mailbox mail emails mailhog api/docs api-docs swagger
swagger.json swagger-ui openapi.yaml redoc graphql graphiql playground api/graphql api/v1 api/users api/admin
api/debug api/health api/status api/config api/env api/metrics metrics debug debug/pprof debug/vars console admin
admin/login administrator wp-admin wp-login.php phpmyadmin phpinfo.php info.php index.php server-status server-info
actuator actuator/env actuator/health actuator/heapdump heapdump trace status env config config.json settings.json
id_rsa .ssh/id_rsa server.key server.pem secrets.json credentials.json .aws/credentials etc/passwd ../../etc/passwd
..%2f..%2fetc%2fpasswd %2e%2e/%2e%2e/etc/passwd ..%5c..%5cwindows%5cwin.ini cgi-bin cgi-bin/test.cgi shell cmd test.php login.bak login.old
login~ login.swp account.bak crossdomain.xml clientaccesspolicy.xml elmah.axd trace.axd web.config rails/info/routes
users session sessions token seed setup install reset default user/register manage superuser root
`
const forbidden = wordlist.trim().split(/\s+/)

test('nothing that scanners look for exists: no source, settings, console, listing or test route [L1]', async ({
  site,
}) => {
  const faults: unknown[] = []
  expect(forbidden.length).toBeGreaterThan(150)
  await eachOf(forbidden, async (word) => {
    let answer = await sendRequest(`${site.url}/${word}`)
    if (answer.status === 308) answer = await sendRequest(new URL(String(answer.headers.location), site.url).href)
    if (answer.status !== 404 && answer.status !== 400) faults.push({ word, status: answer.status })
    if (/Index of|"dependencies"|BEGIN |DATABASE_URL|root:/.test(answer.body)) faults.push({ word, told: true })
  })
  expect(faults).toEqual([])
})

test('no script or style contains its source, or the value or name of a secret [G6 L1]', async () => {
  const secrets = {
    AUTH_SECRET: 'canary-auth-secret-of-thirty-two-bytes-0451',
    MAIL_FROM: 'Canary <canary-0451@example.com>',
    APP_NAME: 'Canary 0451',
  }
  const site = await startSite({ environment: secrets })
  const files = readdirSync(STATIC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const faults: unknown[] = []
  await eachOf(files, async (file) => {
    const address = `${site.url}/_next/static/${file}`
    const { status, headers, body } = await sendRequest(address)
    const map = await sendRequest(`${address}.map`)
    const mapped = /sourceMappingURL/.test(body) || headers.sourcemap !== undefined || map.status !== 404
    const told = [
      ...Object.values(secrets),
      ...Object.keys(secrets),
      site.authSecret,
      site.databaseUrl,
      'DATABASE_URL',
      'SMTP_URL',
    ]
    if (status !== 200 || mapped) faults.push({ file, status, mapped })
    if (told.some((word) => body.includes(word))) faults.push({ file, told: true })
    // The served files must be the built ones, which this test has searched.
    if (body !== readFileSync(path.join(STATIC, file), 'utf8')) faults.push({ file, other: true })
  })
  expect(faults).toEqual([])
  await site.stop()
})
