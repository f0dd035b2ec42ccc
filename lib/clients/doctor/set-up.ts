import type { ClientRow } from '@/db/provider/clients'

/** Where to read how an app of this kind is set up. */
export const compareSetUp = ({ kind }: Pick<ClientRow, 'kind'>): string =>
  kind === 'proxy'
    ? 'Compare the configuration of the proxy with docs/behind-a-proxy.md'
    : 'Compare the settings of the app with docs/apps.md'
