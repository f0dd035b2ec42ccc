import type { Check } from '@/lib/doctor/check'
import { fine, hint } from '@/lib/doctor/finding'

/** Lists what BRAND_DIR changes. The check `configuration` reports its errors. */
export const brand: Check = ({ settings }) => {
  const { overrides = [], logo, emailLogo } = settings.brand ?? {}
  if (overrides.length === 0) return []
  const listed = fine('brand', `brand.json overrides: ${overrides.join(', ')}.`)
  if (!logo || emailLogo) return [listed]
  return [
    listed,
    hint(
      'brand.email',
      'The logo is an SVG image, which email programs do not show. Emails contain only the name.',
      'Add the name of a PNG image to brand.json: "logo_png": "logo.png"',
    ),
  ]
}
