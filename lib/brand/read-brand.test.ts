import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'playwright/test'
import { brandFolder, logoPng, logoSvg, wholeBrand } from '@/e2e/support/servers/brand-folder'
import { ConfigError, parseConfig } from '@/lib/config'
import { expect } from '@/test/expect'
import { readBrand } from './read-brand'

test('a complete brand.json is read, with its files under names that contain their hash', () => {
  const { brand, faults } = readBrand(brandFolder())
  expect(faults).toEqual([])
  expect(brand.logo).toMatch(/^\/brand\/logo-[\da-f]{16}\.svg$/)
  expect(brand.stylesheet).toMatch(/^\/brand\/colors-[\da-f]{16}\.css$/)
  expect([...brand.files.keys()]).toEqual([brand.logo, brand.stylesheet])
  expect(brand.css).toBe('html:root{--main:light-dark(#7b2fbe,#c9a2f2);--link:light-dark(#7b2fbe,#c9a2f2)}\n')
  expect(brand.emailLogo).toEqual({ width: 160, height: 40, body: logoPng })
  expect(brand.links.map(({ text, href }) => `${text} ${href}`)).toEqual([
    'Support mailto:help@acme.example',
    'Help https://acme.example/help',
    'Terms https://acme.example/terms?a=1&b=2',
    'Privacy Policy https://acme.example/privacy',
    'Imprint https://acme.example/imprint',
    'Website https://acme.example/',
  ])
})

test('every name is optional, a PNG logo is used in emails too, and changed contents change the URL', () => {
  expect(readBrand(brandFolder({})).brand).toMatchObject({ links: [], css: '', overrides: [] })
  const one = readBrand(brandFolder({ logo: 'logo.png' })).brand
  expect(one.emailLogo?.body).toEqual(logoPng)
  const other = readBrand(brandFolder({ logo: 'logo.svg' })).brand
  expect(other.emailLogo).toBeUndefined()
  const changed = readBrand(brandFolder({ logo: 'logo.svg' }, { 'logo.svg': `${logoSvg}\n` })).brand
  expect(changed.logo).not.toBe(other.logo)
})

test('one color alone leaves the other scheme as it is', () => {
  expect(readBrand(brandFolder({ colors: { dark: '#C9A2F2' } })).brand.css).toBe(
    'html:root{--main:light-dark(#14171f,#c9a2f2);--link:light-dark(#1d4ed8,#c9a2f2)}\n',
  )
})

const mistakes: [brand: object | string, fault: string][] = [
  ['{"logo":', 'brand.json is not valid JSON'],
  ['[]', 'brand.json must contain one object: {…}'],
  [{ Logo: 'logo.svg' }, 'brand.json: "Logo" is unknown. Rename it to "logo"'],
  [{ colours: {} }, 'brand.json: "colours" is unknown. Rename it to "colors"'],
  [{ links: { term: 'https://a.example' } }, 'brand.json: "links.term" is unknown. Rename it to "links.terms"'],
  [
    { links: { 'x\ny': 'https://a.example' } },
    'brand.json: "links.x\\ny" is unknown. The known names are help, terms, privacy, imprint',
  ],
  [
    { colors: { light: 'purple' } },
    'brand.json: colors.light must be a color with six hexadecimal digits, such as #0b57d0',
  ],
  [{ colors: '#7b2fbe' }, 'brand.json: colors must be an object'],
  [
    { colors: { light: '#8ab4ff' } },
    'brand.json: colors.light is #8ab4ff, whose contrast with the notice (#eef6ff) is 1.91:1. Choose a darker color, with at least 4.5:1',
  ],
  [
    { colors: { dark: '#7b2fbe' } },
    'brand.json: colors.dark is #7b2fbe, whose contrast with the notice (#152238) is 2.27:1. Choose a lighter color, with at least 4.5:1',
  ],
  [{ logo_dark: 'logo.svg' }, 'brand.json: logo_dark needs a logo for light pages'],
  [{ logo_png: 'logo.svg' }, 'brand.json: logo_png must be the name of a .png file in BRAND_DIR, such as logo.png'],
  [{ logo: 'none.svg' }, 'brand.json: logo names none.svg, which is not in BRAND_DIR'],
  [{ footer: 'a\u0000b' }, 'brand.json: footer must not contain control characters'],
]
for (const [brand, fault] of mistakes) {
  test(`a mistake is reported in one line: ${fault}`, () => {
    expect(readBrand(brandFolder(brand)).faults).toEqual([fault])
  })
}

const hrefs = [
  ...[
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
  ],
  ...[
    'http://acme.example',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:',
    'mailto:a,b@acme.example',
    '//acme.example',
  ],
  ...['/terms', 'acme.example', 'https://user:pass@acme.example', 'https://acme.example/\n', 'blob:https://a.example'],
]
for (const href of hrefs) {
  test(`a link that leads elsewhere than to a website or an email address is refused: ${JSON.stringify(href)}`, () => {
    const { faults } = readBrand(brandFolder({ home: href, support: href, links: { terms: href } }))
    expect(faults.map((fault) => fault.split(' ').slice(0, 2).join(' '))).toEqual([
      'brand.json: home',
      'brand.json: support',
      'brand.json: links.terms',
    ])
  })
}

for (const name of [
  '../logo.svg',
  '/etc/passwd',
  '..\\logo.svg',
  'a/logo.svg',
  '.svg',
  'logo.svg\0.png',
  'logo.gif',
  'ä.svg',
]) {
  test(`a logo is a plain name of a file in the folder: ${JSON.stringify(name)}`, () => {
    expect(readBrand(brandFolder({ logo: name })).faults).toEqual([
      expect.stringMatching(/^brand\.json: logo must be the name/),
    ])
  })
}

const script = '<script>alert(1)</script>'
const files: [name: string, contents: string | Buffer, fault: string][] = [
  ['logo.svg', logoPng, 'is not an SVG image'],
  ['logo.svg', `<html>${logoSvg}</html>`, 'is not an SVG image'],
  ['logo.svg', '', 'is not an SVG image'],
  ['logo.svg', logoSvg.replace('<rect', `${script}<rect`), 'contains a script'],
  ['logo.svg', logoSvg.replace('<rect', '<svg:script href="x"/><rect'), 'contains a script'],
  ['logo.svg', logoSvg.replace('<rect', '<rect onload="alert(1)"'), 'contains a script'],
  ['logo.svg', logoSvg.replace('<rect', '<a href="javascript:alert(1)"><rect'), 'contains a script'],
  ['logo.svg', logoSvg.replace('<rect', '<image href="https://evil.example/a.png"/><rect'), 'loads something'],
  ['logo.svg', logoSvg.replace('text{', '@import "//evil.example/a.css";text{'), 'loads something'],
  ['logo.svg', `${logoSvg}<!--${'x'.repeat(65_536)}-->`, 'has 65 kB. At most 64 kB are allowed'],
  ['logo.png', logoSvg, 'is not a PNG image'],
  ['logo.png', logoPng.subarray(0, 20), 'is not a PNG image'],
  ['logo.png', Buffer.concat([Buffer.from('GIF89a'), logoPng]), 'is not a PNG image'],
]
for (const [index, [name, contents, fault]] of files.entries()) {
  test(`the contents of an image must be what its name says, without scripts: ${index} ${name} ${fault}`, () => {
    const [found, ...more] = readBrand(brandFolder({ logo: name }, { [name]: contents })).faults
    expect(found).toContain(`brand.json: logo names ${name}, which ${fault}`)
    expect(more).toEqual([])
  })
}

test('SVG images as editors write them are accepted', () => {
  for (const before of [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '\uFEFF<!-- Generator: an editor -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
  ])
    expect(readBrand(brandFolder({ logo: 'logo.svg' }, { 'logo.svg': before + logoSvg })).faults).toEqual([])
})

test('a link inside of the folder is followed, as in a Kubernetes volume, and one that leads out of it is refused', () => {
  const folder = brandFolder({ logo: 'linked.svg' })
  mkdirSync(path.join(folder, '..data'))
  writeFileSync(path.join(folder, '..data', 'linked.svg'), logoSvg)
  symlinkSync('..data/linked.svg', path.join(folder, 'linked.svg'))
  expect(readBrand(folder).faults).toEqual([])

  const outside = brandFolder({ logo: 'linked.svg' })
  symlinkSync(path.join(folder, 'logo.svg'), path.join(outside, 'linked.svg'))
  expect(readBrand(outside).faults).toEqual(['brand.json: logo names linked.svg, which leads out of BRAND_DIR'])
  rmSync(path.join(outside, 'brand.json'))
  symlinkSync(path.join(folder, 'brand.json'), path.join(outside, 'brand.json'))
  expect(readBrand(outside).faults).toEqual(['BRAND_DIR contains a brand.json that leads out of BRAND_DIR'])
})

test('a folder or a pipe in place of a file is refused, and the start does not wait for it', () => {
  const folder = brandFolder({ logo: 'folder.svg', logo_png: 'pipe.png' })
  mkdirSync(path.join(folder, 'folder.svg'))
  execFileSync('mkfifo', [path.join(folder, 'pipe.png')])
  expect(readBrand(folder).faults).toEqual([
    'brand.json: logo names folder.svg, which is not a file',
    'brand.json: logo_png names pipe.png, which is not a file',
  ])
})

test('a fault of the brand is a fault of the configuration, and a configuration without BRAND_DIR has no brand', () => {
  const faultsOf = (BRAND_DIR: string) => {
    try {
      return parseConfig({ AUTH_SECRET: 'x'.repeat(32), BRAND_DIR }).brand.overrides
    } catch (error) {
      return error instanceof ConfigError ? error.faults : error
    }
  }
  expect(faultsOf('')).toEqual([])
  expect(faultsOf(brandFolder())).toEqual(Object.keys(wholeBrand))
  for (const folder of ['/nowhere', 'lib', 'package.json'])
    expect([folder, faultsOf(folder)]).toEqual([folder, ['BRAND_DIR must be a folder that contains brand.json']])
  expect(faultsOf(brandFolder({ logos: 'x' }))).toEqual(['brand.json: "logos" is unknown. Rename it to "logo"'])
})
