/** A file that is sent to browsers from /brand/, under a name that contains the hash of its contents. */
export type BrandFile = { type: string; body: Buffer }
/** A PNG for emails, in the size in which it is shown. */
export type EmailLogo = { width: number; height: number; body: Buffer }
export type BrandLink = {
  id: 'support' | 'help' | 'terms' | 'privacy' | 'imprint' | 'home'
  text: string
  href: string
}

/** What BRAND_DIR changes; `logo`, `logoDark` and `stylesheet` are paths of this site. */
export type Brand = {
  logo?: string
  logoDark?: string
  emailLogo?: EmailLogo
  colors: { light?: string; dark?: string }
  stylesheet?: string
  /** The rules in that stylesheet. */
  css: string
  /** In the order in which they are shown. */
  links: readonly BrandLink[]
  footer?: string
  files: ReadonlyMap<string, BrandFile>
  /** The names in brand.json. */
  overrides: readonly string[]
}

export const noBrand: Brand = { colors: {}, css: '', links: [], files: new Map(), overrides: [] }
