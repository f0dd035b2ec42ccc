import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { InteractionResults, Provider } from 'oidc-provider'
import { type ClientRow, findLiveClient } from '@/db/provider/clients'
import { storedAt } from '@/db/provider/records/find-records'
import { digest } from '@/lib/provider/digest'
import { epoch, INTERACTION_SECONDS } from '@/lib/provider/lifetimes'
import { openProvider } from '@/lib/provider/provider'
import type { Interaction } from './interaction'

/** An app that waits for a login in this browser. */
export type Opened = {
  provider: Provider
  interaction: Interaction
  client: ClientRow
  /** When the app asked, by the clock of the database, which also says when a password was entered. */
  startedAt: Date
  /** The path at which the library goes on once there is a result. */
  wayOn: string
  /** Stores the result; returns `wayOn`. */
  finish(result: InteractionResults): Promise<string>
}

/**
 * The login that waits in this browser. Undefined without its cookie: otherwise someone could begin a login, and have it
 * completed by the browser of someone else (RFC 9700 §4.7). `cookie`: the Cookie header.
 */
export async function openInteraction(uid: string, cookie: string): Promise<Opened | undefined> {
  const provider = await openProvider()
  const { request, response } = exchangeWith(cookie, uid)
  const name = provider.cookieName('interaction')
  if (provider.createContext(request, response).cookies.get(name, { signed: true }) !== uid) return undefined
  const interaction = await provider.Interaction.find(uid)
  const startedAt = await storedAt('Interaction', digest(uid), INTERACTION_SECONDS)
  const client = interaction && (await findLiveClient(String(interaction.params.client_id)))
  if (!interaction || !startedAt || !client) return undefined
  const wayOn = new URL(interaction.returnTo).pathname
  const finish = async (result: InteractionResults) => {
    // The library would refuse a result of a login whose session has ended meanwhile; to cancel it is always possible.
    if (result.error) await cancel(interaction, result)
    else await provider.interactionResult(request, response, result)
    return wayOn
  }
  return { provider, interaction, client, startedAt, wayOn, finish }
}

/** Whether an app waits for a login with that name, in whichever browser. */
export async function isWaiting(uid: string): Promise<boolean> {
  const provider = await openProvider()
  return (await provider.Interaction.find(uid)) !== undefined
}

async function cancel(interaction: Interaction, result: InteractionResults): Promise<void> {
  interaction.result = result
  interaction.session = undefined
  await interaction.save(Math.max(1, interaction.exp - epoch(new Date())))
}

/** The library reads cookies from Node's requests, and a page has none. */
function exchangeWith(cookie: string, uid: string) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request, { method: 'GET', url: `/login/app/${uid}`, headers: { cookie } })
  return { request, response: new ServerResponse(request) }
}
