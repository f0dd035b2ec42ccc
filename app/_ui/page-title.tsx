import { config } from '@/lib/config'

/** The document's title; forms, whose title changes with their state, use FormTitle. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} – ${config().APP_NAME}`}</title>
}
