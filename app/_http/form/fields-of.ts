/** The fields of a form as the input of an operation. A form sends only text, so a passkey comes as JSON. */
export function fieldsOf(form: FormData): Record<string, unknown> {
  const { credential, ...fields } = Object.fromEntries(form)
  return credential ? { ...fields, credential: fromJson(credential) } : fields
}

function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    // The operation refuses it, like anything else that is not a passkey.
    return text
  }
}
