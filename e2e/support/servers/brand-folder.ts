import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/** Follows the color scheme of the page, as the SVG of an operator can. */
export const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 40" width="150" height="40">
<style>text{fill:#1b1f2a}@media (prefers-color-scheme:dark){text{fill:#f1f3f7}}</style>
<rect width="40" height="40" rx="9" fill="#7b2fbe"/><circle cx="20" cy="20" r="9" fill="#fff"/>
<text x="50" y="29" font-family="sans-serif" font-size="26" font-weight="700">Acme</text>
</svg>
`
export const logoPng = png(480, 120, [0x7b, 0x2f, 0xbe])

/** Everything that brand.json can say. */
export const wholeBrand = {
  logo: 'logo.svg',
  logo_png: 'logo.png',
  colors: { light: '#7b2fbe', dark: '#c9a2f2' },
  home: 'https://acme.example/',
  support: 'help@acme.example',
  links: {
    help: 'https://acme.example/help',
    terms: 'https://acme.example/terms?a=1&b=2',
    privacy: 'https://acme.example/privacy',
    imprint: 'https://acme.example/imprint',
  },
  footer: 'Acme Widgets GmbH\nHauptstraße 1, 10115 Berlin',
}

/** A folder for BRAND_DIR with this brand.json, our two logos and other files. */
export function brandFolder(brand: object | string = wholeBrand, files: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-brand-'))
  const json = typeof brand === 'string' ? brand : JSON.stringify(brand)
  for (const [name, contents] of Object.entries({
    'logo.svg': logoSvg,
    'logo.png': logoPng,
    'brand.json': json,
    ...files,
  }))
    writeFileSync(path.join(folder, name), contents)
  return folder
}

/** A PNG image of one color (https://www.w3.org/TR/png-3/). */
function png(width: number, height: number, color: number[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.from([0, ...Array.from({ length: width }, () => color).flat()])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, checksum] = [data.length, crc32(body)].map((number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(number)
    return bytes
  })
  return Buffer.concat([length!, body, checksum!])
}
