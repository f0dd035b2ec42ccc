import { createServer, type RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { config, loadEnvironment } from '@/lib/config'
import { writeLogTo } from '@/lib/log'
import { start } from '@/lib/start'
import { claimProcess } from '@/lib/started'
import { Answer } from './answer'
import { knownActions } from './forms/known-actions'
import { keptPages } from './kept-pages/kept-pages'
import { limitTime } from './limit-time'
import { listen } from './listen'
import { pipeline } from './pipeline'
import { printWelcome } from './print-welcome'
import { compress } from './steps/compress'
import { countRequests } from './steps/count-requests'
import { expectCookie } from './steps/expect-cookie'
import { followAlias } from './steps/follow-alias'
import { handOver } from './steps/hand-over'
import { identify } from './steps/identify'
import { leadToAppUrl } from './steps/lead-to-app-url'
import { limitWork } from './steps/limit-work'
import { nameOurselves } from './steps/name-ourselves'
import { openPage } from './steps/open-page'
import { readForm } from './steps/read-form'
import { refuseEncoded } from './steps/refuse-encoded'
import { refuseUnreadable } from './steps/refuse-unreadable'
import { dropBrokenHints } from './steps/router-hints'
import { answerPreflight, share } from './steps/share'
import { untilStarted } from './steps/until-started'
import { stopWhenTold } from './stop'

const production = process.env.NODE_ENV === 'production'
// Next and React choose their form by it while they are loaded, which is why `next` is imported below and not above.
Object.assign(process.env, { NODE_ENV: production ? 'production' : 'development' })
loadEnvironment(() => nextEnv.loadEnvConfig(process.cwd(), !production).loadedEnvFiles)
claimProcess()
// Not `production`: of this expression the bundler knows the value, and leaves the package out.
if (process.env.NODE_ENV !== 'production') writeLogTo((await import('./readable-log')).readableLog())

const started = untilStarted()
let next: RequestListener
let closeNext = async () => {}
const render = handOver((request, response) => next(request, response))

/** What happens to each request, from the first step to the last. */
const steps = [
  identify,
  countRequests,
  share,
  started.step,
  limitWork(),
  refuseUnreadable,
  refuseEncoded,
  answerPreflight,
  // In development pages change with every edit, and hot reload wants to know where it was opened.
  ...(production ? [nameOurselves, keptPages(pipeline([openPage, render]))] : [leadToAppUrl]),
  followAlias,
  compress,
  expectCookie,
  openPage,
  readForm(production ? knownActions(process.cwd()) : () => true),
  dropBrokenHints,
  render,
]
const listener = pipeline(steps)
// A request without a Host is refused like any other that two readers could read in two ways.
const server = createServer({ ServerResponse: Answer, requireHostHeader: false }, listener)
// An expectation that nobody knows is not met, and the request is an ordinary one (RFC 9110 §10.1.1).
server.on('checkExpectation', listener)
limitTime(server)
// From here on: a signal that comes while the process starts ends it as well.
stopWhenTold(server, () => closeNext())
const place = await listen(server, production)
// At once, so that the environment is read before a request comes; its faults end the process.
const starting = start()

const { default: makeNext } = await import('next')
// Next answers a wish for another protocol on `httpServer`: in production that is one without connections, and nobody is heard.
const httpServer = production ? createServer() : server
const app = makeNext({ dev: !production, quiet: production, ...place, httpServer })
closeNext = () => app.close()
await Promise.all([app.prepare(), starting])
next = app.getRequestHandler()
started.now()
if (!production) printWelcome(config())
