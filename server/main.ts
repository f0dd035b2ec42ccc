import { createServer, type RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { config, loadEnvironment } from '@/lib/config'
import { writeLogTo } from '@/lib/log'
import { start } from '@/lib/process/start'
import { claimProcess } from '@/lib/process/started'
import { Answer } from './answer'
import { knownActions } from './forms/known-actions'
import { keptPages } from './kept-pages/kept-pages'
import { limitTime } from './limit-time'
import { listen } from './listen'
import { pipeline } from './pipeline'
import { printWelcome } from './print-welcome'
import { compress } from './steps/compress'
import { countRequests } from './steps/count-requests'
import { followAlias } from './steps/follow-alias'
import { forwardAuth } from './steps/forward-auth'
import { handOver } from './steps/hand-over'
import { identify } from './steps/identify'
import { leadToAppUrl } from './steps/lead-to-app-url'
import { limitWork } from './steps/limit-work'
import { nameOurselves } from './steps/name-ourselves'
import { openIdConnect } from './steps/open-id-connect'
import { expectCookie } from './steps/pages/expect-cookie'
import { openConsole } from './steps/pages/open-console'
import { openPage } from './steps/pages/open-page'
import { readForm } from './steps/pages/read-form'
import { dropBrokenHints } from './steps/pages/router-hints'
import { refuseEncoded } from './steps/refuse-encoded'
import { refuseUnreadable } from './steps/refuse-unreadable'
import { sendBrandFile } from './steps/send-brand-file'
import { answerPreflight, share } from './steps/share'
import { untilStarted } from './steps/until-started'
import { stopWhenTold } from './stop'

const production = process.env.NODE_ENV === 'production'
// Next and React read it while they load and choose their variant by it, so `next` is imported below and not above.
Object.assign(process.env, { NODE_ENV: production ? 'production' : 'development' })
loadEnvironment(() => nextEnv.loadEnvConfig(process.cwd(), !production).loadedEnvFiles)
claimProcess()
// Not `production`: the bundler knows the value of this expression, and leaves the package out.
if (process.env.NODE_ENV !== 'production') writeLogTo((await import('./readable-log')).readableLog())

const started = untilStarted()
let next: RequestListener
let closeNext = async () => {}
const render = handOver((request, response) => next(request, response))

/** The steps that each request goes through, in order. */
const steps = [
  identify,
  countRequests,
  share,
  started.step,
  limitWork(),
  refuseUnreadable,
  refuseEncoded,
  answerPreflight,
  // Before the steps that make our own host of the one that was asked for.
  forwardAuth,
  // In development, pages change with every edit, and hot reload needs to know under which host it was opened.
  ...(production ? [nameOurselves, keptPages(pipeline([openPage, render]))] : [leadToAppUrl]),
  followAlias,
  compress,
  sendBrandFile,
  openIdConnect,
  expectCookie,
  openPage,
  openConsole,
  readForm(production ? knownActions(process.cwd()) : () => true),
  dropBrokenHints,
  render,
]
const listener = pipeline(steps)
// A request without a Host is refused by a step of ours, like any other ambiguous request.
const server = createServer({ ServerResponse: Answer, requireHostHeader: false }, listener)
// An unknown expectation is ignored, and the request is handled like any other (RFC 9110 §10.1.1).
server.on('checkExpectation', listener)
limitTime(server)
// Registered here, so that a signal during the start also ends the process.
stopWhenTold(server, () => closeNext())
const place = await listen(server, production)
// Starts at once, so that the environment is read before the first request; configuration errors end the process.
const starting = start()

const { default: makeNext } = await import('next')
// Next listens for protocol upgrades on `httpServer`. In production it gets a server without connections, so it never sees any.
const httpServer = production ? createServer() : server
const app = makeNext({ dev: !production, quiet: production, ...place, httpServer })
closeNext = () => app.close()
await Promise.all([app.prepare(), starting])
next = app.getRequestHandler()
started.now()
if (!production) printWelcome(config())
