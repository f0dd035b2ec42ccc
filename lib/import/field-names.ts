/** The fields of an account that a row can have, under the names that `rekey export` writes. */
export const fieldNames = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone_number',
  'password_hash',
  'email_verified_at',
  'email_verified',
  'disabled_at',
  'disabled',
  'is_active',
  'deletion_due_at',
  'created_at',
  'updated_at',
] as const
export type FieldName = (typeof fieldNames)[number]

export function isFieldName(name: string | undefined): name is FieldName {
  return fieldNames.some((each) => each === name)
}
