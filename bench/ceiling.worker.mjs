import { scryptSync } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { hashRawSync } from '@node-rs/argon2'
import bcrypt from 'bcrypt'
import bcryptjs from 'bcryptjs'

const password = 'A'.repeat(44)
const salt = Buffer.alloc(16, 1)

/** One hash of each scheme, at the cost that the applications use. */
const schemes = {
  bcrypt: () => bcrypt.hashSync(password, `$2b$12$${'.'.repeat(22)}`),
  bcryptjs: () => bcryptjs.hashSync(password, `$2b$12$${'.'.repeat(22)}`),
  argon2id: () => hashRawSync(password, { salt, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }),
  scrypt: () => scryptSync(password, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 }),
}

const { scheme, amount, shared } = workerData
const taken = new Int32Array(shared)
schemes[scheme]()
parentPort.once('message', () => {
  // One queue for all threads, like the workers of an application.
  while (Atomics.add(taken, 0, 1) < amount) schemes[scheme]()
  parentPort.postMessage('done')
})
parentPort.postMessage('ready')
