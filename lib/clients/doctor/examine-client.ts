import type { ClientKind } from '@/db/provider/tables'
import { answer, onClient } from '@/lib/clients/operators-client'
import { clientDoctorInput } from '@/lib/clients/schema'
import { type Finding, fault, fine } from '@/lib/doctor/finding'
import { inTime } from '@/lib/doctor/in-time'
import { command } from '@/lib/operator/command'
import type { ClientCheck, ClientContext } from './check'
import { appUrls } from './checks/app-urls'
import { authorize } from './checks/authorize'
import { backChannel } from './checks/back-channel'
import { discovery, isReachable } from './checks/discovery'
import { listed } from './checks/listed'
import { notices } from './checks/notices'
import { proxiedApp } from './checks/proxied-app'
import { refusals } from './checks/refusals'
import { tokenEndpoint } from './checks/token-endpoint'
import { moment } from './moment'

const PATIENCE_SECONDS = 15

const state: ClientCheck = ({ client: { id, name, disabledAt } }) =>
  disabledAt
    ? [
        fault(
          'disabled',
          `${name} is disabled since ${moment(disabledAt)}, so nobody can log in to it.`,
          `npx rekey clients enable ${id}`,
        ),
      ]
    : [fine('disabled', `${name} is enabled.`)]

/** Those that apply to every app, those that begin a login, and those that call the app, which wait for the keys that discovery makes. */
const always = { disabled: state, listed, refusals }
const begins = { authorize, token: tokenEndpoint }
const callsApp = { redirect: appUrls, backchannel: backChannel, notices }
type Checks = Record<string, ClientCheck>
const ofApp = { begins, calls: callsApp }
const ofKind: Record<ClientKind, { begins: Checks; calls: Checks }> = {
  web: ofApp,
  spa: ofApp,
  native: ofApp,
  // Rekey itself redeems its codes, and its proxy needs no notice of a logout.
  proxy: { begins: { authorize, proxy: proxiedApp }, calls: {} },
}

/**
 * Plays the app against Rekey and Rekey against the app, and reads what was refused before. It changes nothing and logs nobody in,
 * and what it tries is not counted as a fault of the app.
 */
export const examineClient = command(
  { name: 'clients doctor', right: 'machine', record: false, input: clientDoctorInput },
  ({ id, secret }, act) =>
    onClient(act, id, async (client) =>
      answer({ client: { id: client.id, name: client.name }, findings: await findingsOn({ client, secret }) }),
    ),
)

async function findingsOn(context: ClientContext): Promise<Finding[]> {
  const discovered = await inTime('discovery', () => discovery(context), PATIENCE_SECONDS)
  const { begins, calls } = ofKind[context.client.kind]
  // Otherwise each of them would fail for the one reason that is said already.
  const canBegin = isReachable(discovered) && !context.client.disabledAt
  const checks = { ...always, ...(canBegin ? begins : {}), ...calls }
  const found = Object.entries(checks).map(([name, check]) => inTime(name, () => check(context), PATIENCE_SECONDS))
  return [discovered, ...(await Promise.all(found))].flat()
}
