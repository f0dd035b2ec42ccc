import { parentPort } from 'node:worker_threads'
import { SMTPServer } from 'smtp-server'

/** Accepts every email and keeps its Message-ID. Answers any message with all of them. */
const ids = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    let head = ''
    stream.on('data', (chunk) => {
      if (head.length < 4096) head += chunk
    })
    stream.on('end', () => {
      ids.push(/^Message-ID: <([^>]+)>/im.exec(head)?.[1])
      done()
    })
  },
})
server.on('error', () => {})
const listener = server.listen(0, '127.0.0.1', () => parentPort.postMessage(listener.address().port))
parentPort.on('message', () => parentPort.postMessage(ids))
