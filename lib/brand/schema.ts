import { z } from 'zod'
import { contrastFault } from './contrast'

const FILE = String.raw`[A-Za-z\d](?:[A-Za-z\d_-]|\.(?!\.)){0,79}`
const PLACE = 'must be an https:// URL'

const image = z
  .string('must be the name of a file')
  .regex(new RegExp(`^${FILE}\\.(svg|png)$`), 'must be the name of an .svg or .png file in BRAND_DIR, such as logo.svg')
const png = z
  .string('must be the name of a file')
  .regex(new RegExp(`^${FILE}\\.png$`), 'must be the name of a .png file in BRAND_DIR, such as logo.png')
const mailbox = /^[^\s@<>,;:?&%/\\]{1,64}@[a-z\d-]+(\.[a-z\d-]+)+$/i
const place = z
  .string(PLACE)
  .refine((text) => hrefOf(text)?.startsWith('https:'), PLACE)
  .transform(normal)
const link = z
  .string('must be an https:// or mailto: URL')
  .refine((text) => hrefOf(text) !== undefined, 'must be an https:// URL, or mailto: and an email address')
  .transform(normal)
const support = z
  .string('must be an email address or an https:// URL')
  .transform((text) => (mailbox.test(text) ? `mailto:${text}` : text))
  .refine((text) => hrefOf(text) !== undefined, 'must be an email address or an https:// URL')
  .transform(normal)

/** The file brand.json. Every name is optional, and unknown names are errors, because they are misspelled ones. */
export const brandFile = z.strictObject(
  {
    logo: image.optional(),
    logo_dark: image.optional(),
    logo_png: png.optional(),
    colors: z
      .strictObject({ light: color('light').optional(), dark: color('dark').optional() }, 'must be an object')
      .optional(),
    home: place.optional(),
    support: support.optional(),
    links: z
      .strictObject(
        { help: link.optional(), terms: link.optional(), privacy: link.optional(), imprint: link.optional() },
        'must be an object',
      )
      .optional(),
    footer: z
      .string('must be a text')
      .trim()
      .min(1, 'must not be empty')
      .max(500, 'must have at most 500 characters')
      .regex(/^(?:\n|\P{Cc})*$/u, 'must not contain control characters')
      .optional(),
  },
  'must contain one object: {…}',
)

function color(scheme: 'light' | 'dark') {
  const digits = { error: 'must be a color with six hexadecimal digits, such as #0b57d0', abort: true }
  return z
    .string('must be a color such as #0b57d0')
    .regex(/^#[\da-f]{6}$/i, digits)
    .toLowerCase()
    .superRefine((text, context) => {
      const message = contrastFault(scheme, text)
      if (message) context.addIssue(message)
    })
}

/** Undefined for anything that a click must not open, such as a `javascript:` URL. */
function hrefOf(text: string): string | undefined {
  // The parser of URLs drops line breaks and tabs instead of refusing them.
  if (/[\p{Cc}\s]/u.test(text) || !URL.canParse(text)) return undefined
  const { protocol, href, pathname, username, password } = new URL(text)
  if (protocol === 'mailto:') return mailbox.test(pathname) ? href : undefined
  return protocol === 'https:' && !username && !password ? href : undefined
}

function normal(text: string): string {
  return new URL(text).href
}
