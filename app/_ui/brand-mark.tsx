import { config } from '@/lib/config'

/** The product's name, as the operator's logo if there is one. */
export function BrandMark() {
  const { APP_NAME, brand } = config()
  if (!brand.logo) return <NameWithKey name={APP_NAME} />
  const image = <img src={brand.logo} alt={APP_NAME} height="32" />
  if (!brand.logoDark) return image
  return (
    <picture>
      <source srcSet={brand.logoDark} media="(prefers-color-scheme: dark)" />
      {image}
    </picture>
  )
}

function NameWithKey({ name }: { name: string }) {
  return (
    <>
      <svg aria-hidden="true" viewBox="0 0 24 24" width="22" height="22">
        <circle cx="8" cy="12" r="5" />
        <path d="M13 12h9m-3 0v4m-3.5-4v3" />
      </svg>
      {name}
    </>
  )
}
