import { config } from '@/lib/config'

/** The document's title; a form, whose title changes with its state, renders its own. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} – ${config().APP_NAME}`}</title>
}
