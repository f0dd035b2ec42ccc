import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet'

/** The records of a zone: text for TXT, or mail servers. */
export type Zone = Record<string, { txt?: string[]; mx?: string[] }>

const SERVER_FAILURE = 2
const NAME_ERROR = 3

/** A real name server on loopback for one zone. Other names do not exist; with `failing`, every answer is a server failure. */
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

/** A string in a TXT record holds 255 bytes, so a 2,048-bit key is split. */
function pieces(text: string): string[] {
  return text.match(/.{1,255}/gs) ?? ['']
}
