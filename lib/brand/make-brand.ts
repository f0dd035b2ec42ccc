import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Brand, BrandFile, BrandLink, EmailLogo } from './brand'
import type { Image } from './read-image'
import type { brandFile } from './schema'

/** The largest size in emails, in pixels: some email programs obey no style, only these attributes. */
const EMAIL_LOGO = { width: 240, height: 40 }

export type Said = z.output<typeof brandFile>
export type Images = { [Name in 'logo' | 'logo_dark' | 'logo_png']?: Image }

/** A brand without faults, with the files that are sent to browsers. */
export function makeBrand(said: Said, { logo, logo_dark, logo_png }: Images): Brand {
  const files = new Map<string, BrandFile>()
  const publish = (name: string, extension: string, file: BrandFile) => {
    const hash = createHash('sha256').update(file.body).digest('hex').slice(0, 16)
    const published = `/brand/${name}-${hash}.${extension}`
    files.set(published, file)
    return published
  }
  const colors = { light: said.colors?.light, dark: said.colors?.dark }
  const css = cssOf(colors)
  return {
    logo: logo && publish(logo.name, logo.kind, logo),
    logoDark: logo_dark && publish(logo_dark.name, logo_dark.kind, logo_dark),
    emailLogo: emailLogoOf(logo_png ?? logo),
    colors,
    css,
    stylesheet: css ? publish('colors', 'css', { type: 'text/css; charset=utf-8', body: Buffer.from(css) }) : undefined,
    links: linksOf(said),
    footer: said.footer,
    files,
    overrides: Object.keys(said),
  }
}

/** The accent of buttons and links. It wins over `:root` in app/globals.css, in whichever order the two are loaded. */
function cssOf({ light, dark }: Brand['colors']): string {
  if (!light && !dark) return ''
  const main = `light-dark(${light ?? '#14171f'},${dark ?? '#f1f3f7'})`
  const link = `light-dark(${light ?? '#1d4ed8'},${dark ?? '#93b4ff'})`
  return `html:root{--main:${main};--link:${link}}\n`
}

/** Email programs show no SVG. */
function emailLogoOf(image: Image | undefined): EmailLogo | undefined {
  if (!image?.width || !image.height) return undefined
  const scale = Math.min(1, EMAIL_LOGO.width / image.width, EMAIL_LOGO.height / image.height)
  const [width, height] = [image.width, image.height].map((length) => Math.max(1, Math.round(length * scale)))
  return { width: width!, height: height!, body: image.body }
}

function linksOf({ support, home, links = {} }: Said): BrandLink[] {
  const { help, terms, privacy, imprint } = links
  const all = [
    { id: 'support', text: 'Support', href: support },
    { id: 'help', text: 'Help', href: help },
    { id: 'terms', text: 'Terms', href: terms },
    { id: 'privacy', text: 'Privacy Policy', href: privacy },
    { id: 'imprint', text: 'Imprint', href: imprint },
    { id: 'home', text: 'Website', href: home },
  ] as const
  return all.flatMap(({ id, text, href }) => (href ? [{ id, text, href }] : []))
}
