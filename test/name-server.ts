import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet'

/** What a zone contains: a text for TXT, or its mail servers. */
export type Zone = Record<string, { txt?: string[]; mx?: string[] }>

const SERVER_FAILURE = 2
const NAME_ERROR = 3

/** A real name server on loopback that knows one zone; what it does not hold does not exist; `failing`, it says that it cannot tell. */
export async function startNameServer(zone: Zone, { failing = false } = {}) {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const question = decode(message)
    const failure = { ...question, type: 'response', flags: RECURSION_AVAILABLE | SERVER_FAILURE } as const
    socket.send(encode(failing ? failure : answerTo(question, zone)), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      socket.close()
    },
  }
}

function answerTo({ id, questions = [] }: Packet, zone: Zone): Packet {
  const [question] = questions
  const name = question?.name ?? ''
  const held = zone[name.toLowerCase()]
  const txt = held?.txt?.map((text) => ({ type: 'TXT', name, ttl: 1, data: pieces(text) }) as const)
  const mx = held?.mx?.map((exchange) => ({ type: 'MX', name, ttl: 1, data: { preference: 10, exchange } }) as const)
  const answers = (question?.type === 'TXT' ? txt : mx) ?? []
  return { type: 'response', id, flags: RECURSION_AVAILABLE | (held ? 0 : NAME_ERROR), questions, answers }
}

/** As a key of 2,048 bits has to be cut: a string of the wire holds 255 bytes. */
function pieces(text: string): string[] {
  return text.match(/.{1,255}/gs) ?? ['']
}
