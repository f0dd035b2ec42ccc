import type { ClientKind } from '@/db/provider/tables'

/** What a recipe registers; everything else is as for any app. */
type Registration = {
  redirect_uris: string[]
  post_logout_uris?: string[]
  backchannel_uri?: string
  pkce?: boolean
}

/** What is filled into a configuration. `origin` is that of the app, and `random` 256 bits for a secret that the app keeps to itself. */
export type Values = { origin: string; issuer: string; id: string; secret: string; random: string }

/** How one app is set up: what is registered here, and what is set there. */
export type Recipe = {
  app: string
  kind: ClientKind
  /** Whether a test of ours runs the app with this configuration. `basis`: the version it runs, or the source where none does. */
  tested: boolean
  basis: string
  register(origin: string): Registration
  /** Where the configuration belongs, as an instruction. */
  place: string
  configuration(values: Values): string
  /** How to see that it works. */
  trial(origin: string): string
}
