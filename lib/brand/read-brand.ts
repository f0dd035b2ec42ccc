import { type Brand, noBrand } from './brand'
import { faultsOfIssue } from './brand-faults'
import { type Images, makeBrand, type Said } from './make-brand'
import { readImage, readInside } from './read-image'
import { brandFile } from './schema'

export type BrandReading = { brand: Brand; faults: string[] }

/** Reads brand.json and the images that it names. Every fault is one line; with faults there is no brand. */
export function readBrand(folder: string): BrandReading {
  const file = readInside(folder, 'brand.json')
  if (file === 'is not in BRAND_DIR') return refused(['BRAND_DIR must be a folder that contains brand.json'])
  if (typeof file === 'string') return refused([`BRAND_DIR contains a brand.json that ${file}`])
  const json = parsedJson(file.toString('utf8'))
  if (!json) return refused(['brand.json is not valid JSON'])
  const parsed = brandFile.safeParse(json.value)
  if (!parsed.success) return refused(parsed.error.issues.flatMap(faultsOfIssue))
  const { images, faults } = readImages(folder, parsed.data)
  return faults.length > 0 ? refused(faults) : { brand: makeBrand(parsed.data, images), faults: [] }
}

function refused(faults: string[]): BrandReading {
  return { brand: noBrand, faults }
}

function parsedJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch {
    return undefined
  }
}

function readImages(folder: string, said: Said) {
  const images: Images = {}
  const faults = (['logo', 'logo_dark', 'logo_png'] as const).flatMap((name) => {
    const file = said[name]
    if (!file) return []
    const image = readImage(folder, file)
    if (typeof image === 'string') return [`brand.json: ${name} names ${file}, which ${image}`]
    images[name] = image
    return []
  })
  const alone = said.logo_dark && !said.logo ? ['brand.json: logo_dark needs a logo for light pages'] : []
  return { images, faults: [...faults, ...alone] }
}
