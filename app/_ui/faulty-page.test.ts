import { type Exchange, withinExchange } from '@/lib/exchange'
import { log } from '@/lib/log'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { faultyPage } from './faulty-page'

const production = {
  NODE_ENV: 'production',
  SMTP_URL: 'smtp://localhost:2525',
  MAIL_FROM: 'Rekey <no-reply@localhost>',
}
const faults = async () => faultyPage(new Error('broken'))

test('a page that fails shows an explanation with status 500 and is logged under its request ID [G6]', async () => {
  const lines: object[] = []
  const { error } = log()
  log().error = ((line: object) => lines.push(line)) as never
  const exchange = { requestId: 'one' } as Exchange
  await withSettings(production, async () => {
    expect(await withinExchange(exchange, faults)).toBeTruthy()
  }).finally(() => {
    log().error = error
  })
  expect(exchange).toMatchObject({ faulty: true, acted: true })
  expect(lines).toMatchObject([{ event: 'unexpected', request: 'one', error: 'broken', stack: expect.any(String) }])
})

test('in development and outside a request the error is thrown', async () => {
  const exchange = { requestId: 'one' } as Exchange
  await expect(withinExchange(exchange, faults)).rejects.toThrow('broken')
  await withSettings(production, async () => {
    await expect(faults()).rejects.toThrow('broken')
  })
  expect(exchange.faulty).toBeUndefined()
})
