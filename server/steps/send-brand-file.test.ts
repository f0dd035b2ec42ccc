import { type Answer, sendRequest } from '@/e2e/support/requests/send-request'
import { brandFolder, logoSvg, wholeBrand } from '@/e2e/support/servers/brand-folder'
import { config } from '@/lib/config'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { compress } from './compress'
import { identify } from './identify'
import { sendBrandFile } from './send-brand-file'

test('a file of the brand is sent for a year, with a policy under which an SVG can run and load nothing', async () => {
  await withBrand(async (ask) => {
    const { logo = '', stylesheet = '', css } = config().brand
    for (const [path, type, body] of [
      [logo, 'image/svg+xml', logoSvg],
      [`${logo}?x`, 'image/svg+xml', logoSvg],
      [stylesheet, 'text/css; charset=utf-8', css],
    ] as const) {
      const answer = await ask(path)
      expect([path, answer.status, answer.body]).toEqual([path, 200, body])
      expect(answer.headers).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
    const head = await ask(logo, 'HEAD')
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(logoSvg.length)])
  })
})

test('a file of the brand is compressed, since it contains no secret', async () => {
  const long = `${logoSvg}<!--${' a long comment '.repeat(200)}-->`
  await withBrand(
    async (ask) => {
      const { headers } = await ask(config().brand.logo ?? '', 'GET', { 'accept-encoding': 'gzip' })
      expect(headers['content-encoding']).toBe('gzip')
    },
    { 'logo.svg': long },
  )
})

test('a file of the brand can only be read', async () => {
  await withBrand(async (ask) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const { status, headers } = await ask(config().brand.logo ?? '', method)
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })
})

test('nothing else below /brand/ is a file, however its URL is written', async () => {
  await withBrand(async (ask) => {
    const { logo = '' } = config().brand
    const paths = [
      ...['/brand', '/brand/', '/brand/brand.json', '/brand/logo.svg', '/brand/logo.png', '/brand/../brand.json'],
      ...['/brand/%2e%2e/brand.json', '/brand/..%2fbrand.json', '/brand/%2fetc%2fpasswd', '/brand//etc/passwd'],
      ...[logo.replace(/-\w+/, '-0123456789abcdef'), logo.toUpperCase(), `${logo}/`, `${logo}%00.png`, `/${logo}`],
      ...[
        logo.replace('.svg', '.html'),
        logo.replace('logo', '%6cogo'),
        `/brand/${'a'.repeat(8_000)}`,
        '/brand/constructor',
      ],
    ]
    for (const path of paths) expect([path, (await ask(path)).body]).toEqual([path, 'next'])
  })
})

test('without a brand there are no files', async () => {
  await withBrand(async (ask) => {
    const { logo = '' } = config().brand
    await withSettings({ BRAND_DIR: '' }, async () => expect((await ask(logo)).body).toBe('next'))
  })
})

type Ask = (path: string, method?: string, headers?: Record<string, string>) => Promise<Answer>

/** A site with our sample brand, whose last step answers `next`. */
async function withBrand(work: (ask: Ask) => Promise<void>, files = {}): Promise<void> {
  const site = await serve([identify, compress, sendBrandFile], (_, response) => response.end('next'))
  const ask: Ask = (path, method, headers) => sendRequest(site.url + path, { method, headers })
  await withSettings({ BRAND_DIR: brandFolder(wholeBrand, files) }, () => work(ask))
  site.stop()
}
