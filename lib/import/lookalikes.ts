import { type FieldName, isRead, type Lookalike, type Mapping } from './fields'

/** A source with more names has no fixed columns, and its names would fill the memory. */
const MOST_NAMES = 10_000
const PLAIN_NAME = /^[\w .-]{1,40}$/

/** Finds columns that resemble our fields and are not read, because their data would be lost without notice. */
export function lookalikes(mapping: Mapping) {
  const names = new Set<string>()
  return {
    seen(columns: string[]): void {
      for (const column of columns) if (names.size < MOST_NAMES) names.add(column)
    },
    unread(): Lookalike[] {
      const read = new Set([...names].flatMap((name) => (isRead(name, mapping) ? (fieldLike(name) ?? []) : [])))
      return [...names].flatMap((column) => {
        const field = PLAIN_NAME.test(column) && !isRead(column, mapping) ? fieldLike(column) : undefined
        return field && (SAYS_WHO_MAY_COME_IN.has(field) || !read.has(field)) ? [{ column, field }] : []
      })
    },
  }
}

/** Several columns may say whether an account is active, and each of them matters. */
const SAYS_WHO_MAY_COME_IN: ReadonlySet<FieldName> = new Set<FieldName>(['disabled_at', 'disabled', 'is_active'])

/** The field that a name resembles in any spelling, such as disabledAt, Is-Active or EMAIL_VERIFIED. */
function fieldLike(name: string): FieldName | undefined {
  return likeness.get(name.toLowerCase().replace(/[^a-z]/g, ''))
}

const others: { [Name in FieldName]?: string } = {
  id: 'id userid uuid uid oid',
  first_name: 'firstname givenname forename fname',
  last_name: 'lastname familyname surname lname',
  email: 'email emailaddress mail',
  phone_number: 'phonenumber phone mobile mobilephone mobilenumber telephone tel',
  password_hash: 'passwordhash password passwd hashedpassword encryptedpassword passworddigest passhash hash',
  email_verified_at: 'emailverifiedat emailconfirmedat verifiedat confirmedat',
  email_verified:
    'emailverified isemailverified emailconfirmed isemailconfirmed verified isverified confirmed isconfirmed',
  disabled_at:
    'disabledat deactivatedat suspendedat bannedat blockedat lockedat deletedat archivedat removedat bannedtill banneduntil lockeduntil lockoutend',
  disabled:
    'disabled isdisabled deactivated isdeactivated suspended issuspended banned isbanned blocked isblocked locked islocked deleted isdeleted archived isarchived inactive isinactive removed isremoved',
  is_active:
    'isactive active enabled isenabled activated isactivated status accountstatus userstatus state accountstate',
  deletion_due_at: 'deletiondueat deleteat deleteafter scheduleddeletionat deletionscheduledat',
  created_at:
    'createdat created createdon createdate datecreated datejoined joinedat joined registeredat registered creationtime',
  updated_at: 'updatedat updated updatedon modifiedat modified lastmodified',
}
const likeness = new Map(
  Object.entries(others).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as FieldName] as const),
  ),
)
