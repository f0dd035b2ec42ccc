import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { APIRequestContext } from 'playwright/test'
import { runCommand } from '../support/apps/an-app'
import { openAccount } from '../support/steps/open-account'
import { addStaff } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

/** Every page of the console, and one that there is not. */
const pages = [
  ...readdirSync('app/staff', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) =>
      `/staff/${path.dirname(file)}`.replace(/\/\.$/, '').replace(/\[\w+\]/g, '01a22b72-83df-701d-8503-5e112abc6a49'),
    ),
  '/staff/nothing',
  '/%73taff',
  '/staff%2Fteam',
]

/** What differs between two answers to the same request. */
const ever = /[\w+/=-]{22}==|[\da-f]{8}-[\da-f-]{27}|\\"[\w-]{22}[a-z]?\\"|"[\w-]{22}[a-z]?"/g

/** The answer at a path, with the path itself blanked out. */
async function answerAt(request: APIRequestContext, url: string, options: Parameters<APIRequestContext['fetch']>[1]) {
  const answer = await request.fetch(url, { maxRedirects: 0, ...options })
  const headers = answer.headersArray().filter(({ name }) => !/^(date|x-request-id)$/i.test(name))
  const text = JSON.stringify(headers.map(({ name, value }) => [name, value])) + (await answer.text())
  return { status: answer.status(), text: text.replaceAll(ever, '…') }
}

const ways: Record<string, Parameters<APIRequestContext['fetch']>[1]> = {
  GET: {},
  HEAD: { method: 'HEAD' },
  'GET by the router': { headers: { RSC: '1' } },
  PUT: { method: 'PUT' },
  'POST of nothing': { method: 'POST' },
  'POST of a form': { method: 'POST', multipart: { a: 'b' } },
  'POST of an action': { method: 'POST', multipart: { a: 'b' }, headers: { 'next-action': '0'.repeat(42) } },
  'GET with the header of staff': { headers: { 'x-rekey-staff': 'yes' } },
}

/** At every page and in every way, the same as at a URL that nobody has. */
async function isUnknown(request: APIRequestContext, origin: string, who: string): Promise<void> {
  for (const page of pages)
    for (const [way, options] of Object.entries(ways)) {
      const sent = { ...options, headers: { origin, ...options?.headers } }
      const [there, nowhere] = [
        await answerAt(request, page, sent),
        await answerAt(request, page.replace('taff', 'haft'), sent),
      ]
      const same = { ...nowhere, text: nowhere.text.replaceAll('haft', 'taff') }
      expect(there, `${who}: ${way} ${page}`).toEqual(same)
      if (way === 'GET') expect(there.status).toBe(404)
    }
}

test.describe('the console to strangers', () => {
  test.use({ environment: withoutLimits })

  test('strangers, account owners and suspended staff get the bytes of an unknown URL [N1 N3]', async ({
    page,
    person,
    mailbox,
    request,
    site,
  }) => {
    test.slow()
    await isUnknown(request, site.url, 'a stranger, while nobody is staff')
    await openAccount(page, person, mailbox)
    await isUnknown(page.request, site.url, 'an account owner')
    await addStaff(site, person, 'support')
    expect((await page.goto('/staff'))?.status()).toBe(200)
    await isUnknown(request, site.url, 'a stranger')
    await runCommand(site, ['staff', 'suspend', person.email, '--reason', 'a journey'])
    await isUnknown(page.request, site.url, 'a suspended member')
  })
})
