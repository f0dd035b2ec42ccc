import fc from 'fast-check'
import type * as z from 'zod/mini'
import { operations } from '@/app/_openapi/operations'
import { impostors, nastyValue } from '@/e2e/support/requests/hostile-input'
import { commands } from '@/lib/operator/commands'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { expect, test } from '@/test/unit'

type Input = { name: string; input: z.ZodMiniType; right: object }

const inputs: Input[] = operations.flatMap(({ id, operation, example = {} }) =>
  operation ? [{ name: id, input: operation.input(), right: example }] : [],
)
const commandInputs: Input[] = Object.entries(commands).map(([name, { input }]) => ({
  name,
  input: input(),
  right: {},
}))

test('every field of an operation accepts only text, and no JSON value makes its check throw [B9, B15]', () => {
  expect(fieldsOf(inputs).length).toBeGreaterThan(20)
  for (const { name, field, input, right } of fieldsOf(inputs)) {
    forEveryValue((value) => {
      const { success } = input.safeParse({ ...right, [field]: value })
      if (success && typeof value !== 'string') throw new Error(`${name} takes this as ${field}`)
    })
  }
})

test('no JSON value in a field of a command makes its check throw', () => {
  expect(fieldsOf(commandInputs).length).toBeGreaterThan(20)
  for (const { field, input } of fieldsOf(commandInputs)) forEveryValue((value) => input.safeParse({ [field]: value }))
})

test('a value that imitates text is rejected with the name of its field [B15]', async () => {
  for (const password of impostors) {
    const refusal = await login({ email: 'ada@example.com', password }, aCaller())
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { password: ['Enter your password.'] } })
  }
})

const fieldsOf = (all: Input[]) =>
  all.flatMap((each) => Object.keys((each.input as z.ZodMiniObject).shape).map((field) => ({ ...each, field })))

function forEveryValue(check: (value: unknown) => void): void {
  for (const value of impostors) check(value)
  const property = fc.property(nastyValue, (value) => {
    check(value)
  })
  fc.assert(property, { numRuns: 30 })
}
