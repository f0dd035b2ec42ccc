import { z } from 'zod'
import type { Field } from './multipart-fields'

/** A dollar sign as React escapes it. Any other value that begins with one makes React decode a reference instead of text. */
const text = z.string().regex(/^(?!\$)|^\$(\$|undefined$)/)
/** The state that a form was shown with (app/_http/form/run-form.ts). */
const state = z.record(z.string(), z.union([text, z.record(z.string(), z.union([text, z.array(text)]))]))
const boundArguments = z.tuple([state])
const FIELDS = '$K1'
const argumentsOfScript = z.union([
  z.tuple([z.literal(FIELDS)]),
  z.tuple([z.union([state, z.literal('$undefined')]), z.literal(FIELDS)]),
])

/** The action named by a form that was sent without script; undefined if React could read the form in more than one way. */
export function actionOfForm(fields: Field[]): string | undefined {
  const own = fields.filter(([name]) => name.startsWith('$'))
  const values = new Map(own)
  // React uses the last action that it finds, and the first of two parts with the same name.
  if (values.size !== own.length) return undefined
  return values.size === 1 ? actionById(own) : actionByReference(values)
}

function actionById([[name, value] = ['', '']]: Field[]): string | undefined {
  return value === '' ? /^\$ACTION_ID_(\w+)$/.exec(name)?.[1] : undefined
}

/** Four parts: the reference, its target, the state that the action is bound to, and the position of the form on its page. */
function actionByReference(values: Map<string, string>): string | undefined {
  const [, number] = [...values.keys()].map((name) => /^\$ACTION_REF_(\d+)$/.exec(name)).find(Boolean) ?? []
  const value = (name: string) => values.get(`$ACTION_${name}`)
  if (values.size !== 4 || value(`REF_${number}`) !== '' || value('KEY') === undefined) return undefined
  if (!holds(value(`${number}:1`), boundArguments)) return undefined
  return /^\{"id":"(\w+)","bound":"\$@1"\}$/.exec(value(`${number}:0`) ?? '')?.[1]
}

/** True for a form sent by script: the fields, followed by the arguments of the action, which refer to them. */
export function isCallWithFields(fields: Field[]): boolean {
  const [name, list] = fields.at(-1) ?? []
  // If they came before the fields, React would decode a form without fields.
  return name === '0' && fields.slice(0, -1).every(([each]) => each.startsWith('_1_')) && holds(list, argumentsOfScript)
}

function holds(json: string | undefined, schema: z.ZodType): boolean {
  try {
    return schema.safeParse(JSON.parse(json ?? '')).success
  } catch {
    return false
  }
}
